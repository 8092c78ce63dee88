"""Words that tell nothing of an office: of command lines, of makers, of networks. They stay where they are.

A word that is missing here is only replaced too often; one that does not belong here could betray somebody, so
nothing is here that an office would be known by, and no Indonesian word for a place or an agency.
"""

from __future__ import annotations

_COMMAND_LINES = """
    aaa abort access accept account accounting acl acls action active add address addresses admin administrator
    administratively advanced advertise age agent aggregate aggregation alarm alert alias all allow allowed any area arp
    ascii assigned asn async attempt attempts auth authentication authorization authorized auto automatic autonegotiate
    backbone background backup bandwidth banner based battery bgp bit bits bind bindings block blocked board boot
    bootstrap both bpdu bpduguard bridge bridging broadcast browser buffer buffered buffers build building bundle burst
    busy byte bytes cable call card cdp cell center certificate certificates chain change changed channel chap
    chassis check cipher class class-map clear client clients clock cluster code collection comment comments common
    community compact complete compression config configuration configure configured confirm connect connected
    connection connections console contact control controller copy copyright core cost count counter counters country
    crypto current data database date day days dead debug debugging default defaults delay delete deny description
    designated destination detail detection device devices dhcp dial dialer digest direct directory disable disabled
    discard disconnect discovery disk display distance distribute distribution dns domain down download dot dpd drop
    dscp dual duplex duration dynamic edge edit egress eigrp election email emergency empty enable enabled encapsulation
    encrypted encryption end engine enter entries entry environment error errors established ether ethernet event
    exclude exec exempt exit expire expires export extended external fabric facility failed failure fallback false fan
    fans fast fastethernet fault fiber field file files filter filtering firewall firmware fixed flags flash flow
    flowcontrol force format forward forwarding forwarded found fragment frame free from full function gateway general
    generated generic giga gigabit gigabitethernet global gmt grant green group groups guest half hardware hash header
    health hello help hidden high history hold holdtime home hop host hostname hour hours http https hybrid icmp
    identifier identity idle igmp ike ikev image import inactive include incomplete index info information informs
    ingress inside initial inline input inspect install installed instance integer interface interfaces interim
    internal internet interval invalid inventory ipsec ipv ipx isakmp isis italic join jumbo keep keepalive kernel key
    keyring kind lab label lacp lag lan large last layer ldap lease learn learned learning left legacy length level
    license lifetime limit limits line lines link links list listen lldp load local locale location lock log logged
    logging login logout long lookup loop loopback loose low mac mail main maintenance manage managed management manager
    manual map mapping mark marking mask master match max maximum mbps mcast measure medium member members memory
    message messages method metric mgmt mib min minimum minute minutes mirror mode model modem modify module modules
    monitor monitoring month more motd mount mpls mstp mtu multi multicast multilink multiple name named names nat
    native negotiate negotiation neighbor neighbors neighbour neighbours net netconf netflow netmask network networks
    never next nexthop nhrp nodes node none normal note notice notification notifications notify nssa ntp null number
    object objects octets off offline offset once only open operation operational operator optical option optional
    options order ospf other out outbound output outside overload override owner package packages packet packets page
    pap parameter parameters parent part partition passive passphrase password passwords path pause peer peers per
    percent period permission permit ping pim platform poe point policer policy polling pool port ports portfast
    position power ppp pppoe pptp preempt prefer preference prefix present preshared primary priority privacy private
    privilege privileged process processor product profile prompt protect protected protocol protocols provider
    provision proxy psk public purpose qos query queue queues quit radius random range rapid rate ratio raw reachable
    read readonly ready reason receive received record recovery redirect redistribute redundancy refresh region register
    registered reject relay release reload remark remote remove repeat replace reply report request required reserved
    reset resolve resource response restart restrict result retries retry return reverse revision rip rmon role root
    rollback route routed router routerboard routers routes routing rsa rstp rtt rule rules running safe sample save
    saved scan schedule scheduler scope script search second secondary seconds secret section secure security segment
    select self send sensor sensors sent sequence serial server servers service services session sessions set setup
    severity sflow sha shape shared shell short show shutdown signature silent simple single site size slave slot slots
    smtp snmp snooping soft software source space span spanning speed split ssh ssid ssl stack standard standby start
    started startup state static station statistics stats status step sticky stop storage store storm stp strict string
    style sub subnet subnets summary super supplicant supply support suppress switch switches switching switchport
    synchronised synchronized syslog sysname system systems table tacacs tag tagged target task tcp technical telnet
    temp temperature template temporary terminal terse test text tftp that the then threshold throttle time timeout
    timer timers timestamp timestamps timezone tls token tool tools top topology total tracking traffic transceiver
    transfer translation transmit transparent transport trap traps tree trigger true trunk trunking trust trusted tunnel
    type types udld udp unauthorized undo unicast unit unknown unlimited unreachable unspecified untagged until update
    updated upgrade uplink uplinks upstream uptime usage use used user username users using utc valid value vendor
    version view violation virtual vlan vlans voice volume vpn vrf vrrp vstack vtp vty wait warning warnings was watch
    web week weight weighted welcome what when width wide wireless with without world write wlan wan zone zones
    dmz cctv voip wifi hotspot bridges bonding vrid vxlan evpn mlag stacking fex nvram eeprom cpu ram dimm psu rpm
    celsius volt volts watt watts amp amps yes not for and are has had have been this will you your must only
    jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun january february march april june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday wib wita wit
    advertised advertise shut sent supported support using linecard linecards prefixes identified applied installed
    allocated originated learnt attached associated active activated powered consumed accepted dropped failed failures
    transmitted processed handled sent notified removed inserted detected calculated elapsed ago since last first next
    previous both each every more less than between above below within same different partial final idle alone
    admin admindown adminup duplicate domain domains ok good bad warm cold low medium critical major minor degraded
    attribute attributes med endpoint gige gigabits ten twenty five forty hundred twentyfive fortyfive xgigabitethernet
    tengigabitethernet vlanif portchannel trk lag universalk ipservicesk ipbasek lanbasek lanlitek advipservicesk
    adventerprisek advancedk iosxe enterprisek securityk truncated past characters indicates capability capabilities
    related here rack racks noc authorised authorized monitored press help welcome available commands
    sw rt rtr ap gw fw srv lt ke di dan id go co ac sch web via vty tty tun eth ge gi fa te xe et po lo vl ip as cpe
    asia jakarta makassar jayapura
"""
_MAKERS = """
    allied aruba arista broadcom brocade catalyst checkpoint cisco comware debian dell dlink edgecore edgeos extreme
    fortigate fortinet fortios freebsd frrouting hewlett packard hpe huawei intel ios iosxe jetstream junos juniper
    linux meraki microsoft mikrotik netgear nexus nxos openbsd openssh openssl palo alto pfsense opnsense procurve
    quidway raisecom rgos routeros ruckus ruijie smartax telesis tplink ubiquiti ubnt ubuntu unifi versatile vrp vyos
    windows zte zyxel technologies corporation corp inc ltd company enterprise rights com org www html php rahasia
"""
PLAIN = frozenset(f"{_COMMAND_LINES} {_MAKERS}".replace("-", " ").split())

_SHORTEST = 3
"""Letters of a word in one that is written together: `PortState`, `notconnect`."""


def is_plain(word: str, more: frozenset[str]) -> bool:
    """Whether a word, in lower case, is everybody's: one of these, one of `more`, the plural of one, or two of them."""
    if word in PLAIN or word in more or (word.endswith("s") and (word[:-1] in PLAIN or word[:-1] in more)):
        return True
    return any(word[:cut] in PLAIN and word[cut:] in PLAIN for cut in range(_SHORTEST, len(word) - _SHORTEST + 1))
