"""Sessions with devices: SSH, SNMP, ICMP, each with deadlines and its failures named.

Read-only: only commands of the profile's exact allow-list leave. Library errors become ours here, one
outcome each. A new transport is one file with a session class and the errors it translates.
"""
