"""How a practice is written in an address: its ODS code."""


class OdsCode:
    """`<ods:ods_code>`: a capital letter and digits or capitals, as the national directory has them."""

    regex = "[A-Z][A-Z0-9]{2,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
