"""What people do with referrals, services and what comes back."""
