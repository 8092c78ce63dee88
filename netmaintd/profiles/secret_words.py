r"""How secrets are written on every platform, whatever its own words: what stands before them, and what they look like.

Masks more rather than less; words that are known to be no secret are named, so that a configuration stays readable.
The patterns see a whole text of hostile length. Each is linear: what may repeat without end is possessive (`++`) or
bounded (`{0,80}`), and each begins with a word of its own.
"""

from __future__ import annotations

import re

_KIND = (
    r"(?:\d|1[05]|0x[0-9a-f]{1,2}|\d{2,5}(?=[ \t]++(?:md5|sha|hmac|aes|des|cipher|simple|[0-9][ \t]))"
    r"|level[ \t]++\d{1,2}|cipher|simple|plain|clear|irreversible-cipher|ciphertext|plaintext|cleartext|clear-text"
    r"|plain-text|unencrypted|encrypted|enc|hashed|hash|hidden|ascii|hex|text|string|is|set|to|read(?:-only|-write)?"
    r"|write|ro|rw|key|sha[-\d]*+|hmac-\S++|md5|des\d*+|3des\S*+|aes[-\d]*+|128|192|256|pbkdf2|bcrypt|scrypt"
    r"|localized|(?:(?:auth|priv)-)?pass(?:word|-?phrase)?|key-string|key-value|pre-shared-key|local-key|shared"
    r"|local|remote|simple-password|address[ \t]++\S++)"
)
_KINDS = rf"(?:{_KIND}[ \t]++(?=\S))*+"
"""Words between the name of a secret and the secret."""
_VALUE = (
    r"(?!\"\"|''|[\"']?\*++[\"']?(?:\s|\Z)|\"-----BEGIN )"
    r"(?:\"((?:[^\"\\]|\\[\s\S])++)\"|'([^'\n]++)'|([^\s;,<>]++(?:[,<>][^\s;]++)*+))"
)
"""A secret in quotes, over lines if need be, or a word; a word does not hold the mark that ends a statement.

Asterisks alone stand where the device itself hid the secret.
"""
_END = r"(?=[\s;,\"'>]|\Z)"
_MID = r"[._-]?\d{0,2}(?![\w.-])(?:[\"']?[ \t]*+[=:][ \t]*+|[\"']?[ \t]++(?![=:]))"
"""Between name and value: blanks, an equals sign or a colon; a number may end the name (`secret2=`)."""

_NAMES = (
    r"(?:pass(?:words?|-?phrase|wd|code)|(?:auth|priv|user|bind|root|admin|login|ppp|bgp|peer)[-_]?(?:pwd|pass)|pwd"
    r"|pass(?=[=:])|secret|psk|token|psk[-_]?(?:local|remote)|(?:private|shared|secret|api|priv|wep|wpa)[-_]?key)"
)
_RULES = (
    r"aging|age|ageing|alert-\S+|attempts?|authentication|change|check|complexity\S*|composition|config\S*|control|days?"
    r"|default|delay|disabled?|enabled?|encryption|expir\S+|force\S*|format|forwarding|history|length|lifetime|lock\S*"
    r"|max\S*|min\S*|mode|month|must|need\S*|never|no|none|off|on|optional|policy\S*|policies|profile|prompt|protect\S*"
    r"|recover\S*|required|reset|restrict\S*|reuse|rules?|server|strength\S*|strong|strict|time\S*|true|false|type|update"
    r"|use|year|yes|\{|\[|manager|operator|user-name|username|port-access|all|\S{1,80}[ \t]++(?:secret|id)\b"
)
"""What follows such a name where rules for passwords are written, not passwords."""
_NO_KEY = (
    r"chains?|config-key|password-encrypt|encipherment|exchange|generate|id|import|export|keypair\S*|label|length|mypubkey|pair"
    r"|pubkey-chain|replay\S*|rsa|dsa|ecdsa|ed25519|server|size|storage|type|usage\S*|version|zeroize|bits|management"
    r"|\{|\[|ssh-(?:rsa|dss|ed25519)|AAAA[BCE]\S+|true|false|yes|no|none|enabled?|disabled?|default|auto|authentication"
    r"|policy|interval|rotation|lifetime|rollover|\d{1,3}(?=[ \t]*+(?:\n|\r|\Z))"
)
_NO_COMMUNITY = (
    r"\d{1,10}:\S*|additive|add|all|both|delete|extended|large|none|no-\S+|internet|local-as|members|set|standard"
    r"|match|any|exact\S*|gshut|well-known|index|mapping|\{|\[|\S{1,80}[ \t]++members"
    r"|(?:list|map|format|new-format|filter)\S*"
)


def _named(name: str, other: str) -> re.Pattern[str]:
    """Return a secret by the name before it, unless one of the other words follows."""
    no_secret = rf"(?!(?:{other}){_END})"
    return re.compile(rf"{name}{_MID}{no_secret}{_KINDS}{no_secret}{_VALUE}", re.IGNORECASE)


NAMED = (
    _named(_NAMES, _RULES),
    _named(r"(?<!public-)(?<!public_)key(?:-?string|-value)?", _NO_KEY),
    _named(r"(?<!set )(?<!match )(?<!from )(?<!send-)community(?:-?string|-name)?", _NO_COMMUNITY),
    # Short words after "hash" name the algorithm, not a value.
    re.compile(rf"hash(?![\w.-])[\"']?[ \t=:]++{_KINDS}[\"']?([^\s\"';]{{12,}})", re.IGNORECASE),
)
"""Secrets by their names. A name may be the end of a longer word, which is no value itself (`comment=mysecret`)."""

SHAPED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"\b(?:auth|priv|authentication|privacy|encryption|encrypt)(?:-mode|-prot(?:ocol)?)?[ \t]++"
        rf"(?:md5|hmac-\S++|sha[-\w]*+|des[-\w]*+|3des\S*+|aes[-\w]*+)[ \t]++{_KINDS}"
        rf"(?!priv\b|auth\b|access\b|localized){_VALUE}",
        rf"\bauthentication[ \t]++(?:text|simple|plain|simple-password)[ \t]++{_VALUE}",
        rf"\b(?:user|sim)-pin[ \t]++{_VALUE}",
        # Users of SNMPv3: where no algorithm is named the key stands behind the word itself.
        r"\bsnmp-server user [^\n]{0,200}?\bpriv[ \t]++(?:(?:encrypted|des\S*|3des|aes\S*|128|192|256)[ \t]++)*+"
        r"(?!(?:auth|md5|sha|access)\b)([^\s\"']++)",
        r"^[ \t]*+snmptrap[ \t]++\"?([^\s\"]++)",
        r"^[ \t]*+radius server key (?:auth|acct) \S++ (?:encrypted )?\"?([^\s\"]++)",
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----\s*+([\s\S]*?)(?:-----END|\Z)",
        # XML: the name of an element is the name of the secret.
        r"<(?!public|authorized)[\w.:-]{0,60}?(?:pass(?:word|wd|phrase)?|secret|psk|community|community-string|pwd"
        r"|(?:pre-?shared-?|private-?|shared_?|api_?|tls_?|wpa_?|wep_?|priv_?|enc_?|auth_?)key|privkey|prv|phash"
        r"|hash|bindpw|otp_seed|token|tls|salt)(?:again|fld|[._-]?\d{1,2})?(?:\s[^<>]{0,200})?>"
        r"(?:<!\[CDATA\[([^\]<]++)|(?!\s*+<)([^<]++)<)",
        # A password in an address: ftp://user:password@host
        r"://[^\s:/@\"']{0,64}:([^\s@\"']{1,128})@",
        # What is a hash by its looks: crypt(3) and its like, Junos, LDAP
        r"(?<![\w$])(\$[0-9a-z]{1,8}\$[^\s\"';,<]{4,})",
        r"\{(?:s?sha\d{0,3}|s?md5|crypt|pbkdf2[\w-]{0,10}|ssha512)\}([^\s\"';,]{6,})",
        r"\bencrypted[ \t]++\"([^\"\n]++)\"",
        # Where traps go; after `version 3` a user stands, which is no secret
        r"^[ \t]*+snmp-server (?:host|trap-host) [^\n]{0,120}?\bversion[ \t]++(?:v?1|v?2c?)[ \t]++"
        r"(?:(?:encrypted|encryption|clear|\d)[ \t]++(?=\S))?(?!community\b)[\"']?([^\s\"']++)",
        r"^[ \t]*+snmp-server host [\w.:-]++(?: vrf \S++)?(?: (?:traps?|informs?))?[ \t]++"
        r"(?!version\b|vrf\b|traps?\b|informs?\b|community\b|udp-port\b|use-vrf\b|source-|filter|port\b|\(|\d|poll\b)"
        r"([^\s\"']++)",
    )
)
"""Secrets by what they look like, or by their place in a statement."""
