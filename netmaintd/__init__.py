"""netmaintd: periodic network maintenance, from the plan file through the device to the signed-off report.

Rooms, top to bottom; imports point down only:

    cli, daemon                                         start things, wire everything once, print
    web                                                 pages and API for people
    usecases                                            one file per thing the program does
    config, store, transport, parsers, documents, notify, lab    the outside, side by side, blind to each other
    profiles, checks, signoff, compliance               rules: pure, side by side
    model                                               values
    errors
"""
