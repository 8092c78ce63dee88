"""Judgements: one file per check, which says what facts it needs, its settings and its rule.

A check takes facts and returns a `CheckResult`; it never asks a device. A new check is one new file with a
class that has `name`, `number`, `title`, `needs`, `Settings` and `judge`; the registry finds it. What could
not be checked is `UNKNOWN` with its reason, never `OK`; what was judged names the threshold that judged it.
What not every device has (`optional`) is planned for all in the first round and later only where it was there.
Files without a number hold what several checks know: `limits`, `restart`, `counters`, `ports`,
`parts`, `optical_sensors`, `wording`, `phrases`, `versions`, `log_messages`, `log_patterns`, `running_config` and
what else begins with `config_`.
"""
