"""What people do with sessions: book, hold, write up, sign, strike, follow up."""
