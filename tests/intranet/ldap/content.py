"""The directory these tests talk to: invented people of an invented centre."""

from tests.servers.ldif import entry
from tests.servers.slapd import SERVICE_DN, SERVICE_PASSWORD, SUFFIX

PEOPLE = f"ou=ludzie,{SUFFIX}"
UNITS = f"ou=jednostki,{SUFFIX}"
GROUPS = f"ou=grupy,{SUFFIX}"
POLICIES = f"ou=zasady,{SUFFIX}"

PASSWORD = "Zażółć-gęślą-jaźń-½€1"
CROWD = 240
POLICY_OVERLAY = ("overlay ppolicy", f'ppolicy_default "cn=zwykle,{POLICIES}"', "ppolicy_use_lockout")


def person_dn(uid: str) -> str:
    return f"uid={uid},{PEOPLE}"


def group_dn(name: str) -> str:
    return f"cn={name},{GROUPS}"


def _person(uid: str, given_name: str, surname: str, **more: str) -> str:
    return entry(
        person_dn(uid),
        objectClass="inetOrgPerson",
        uid=uid,
        cn=f"{given_name} {surname}",
        givenName=given_name,
        sn=surname,
        userPassword=PASSWORD,
        **({"mail": f"{uid}@mops.example"} | more),
    )


def _group(name: str, description: str, *members: str) -> str:
    return entry(group_dn(name), objectClass="groupOfNames", cn=name, description=description, member=members)


def _containers() -> str:
    folders = [("ludzie", PEOPLE), ("jednostki", UNITS), ("grupy", GROUPS), ("zasady", POLICIES)]
    return (
        entry(SUFFIX, objectClass=["dcObject", "organization"], dc="mops", o="MOPS")
        + "".join(entry(dn, objectClass="organizationalUnit", ou=name) for name, dn in folders)
        + entry(f"ou=uslugi,{SUFFIX}", objectClass="organizationalUnit", ou="uslugi")
        + entry(
            SERVICE_DN,
            objectClass=["applicationProcess", "simpleSecurityObject"],
            cn="intranet",
            userPassword=SERVICE_PASSWORD,
        )
    )


def _policies() -> str:
    kind = {"objectClass": ["device", "pwdPolicy"], "pwdAttribute": "userPassword"}
    return (
        entry(f"cn=zwykle,{POLICIES}", cn="zwykle", pwdLockout="TRUE", pwdMustChange="TRUE", **kind)
        + entry(f"cn=wygasajace,{POLICIES}", cn="wygasajace", pwdMaxAge="60", **kind)
        + entry(f"cn=surowe,{POLICIES}", cn="surowe", pwdLockout="TRUE", pwdMaxFailure="3", **kind)
    )


def _units() -> str:
    office = f"ou=KO,{UNITS}"
    return (
        entry(
            office,
            objectClass="organizationalUnit",
            ou="KO",
            description="Dział Księgowości i Świadczeń",
            businessCategory="DEPARTMENT",
            street="ul. Źródlana 7",
            telephoneNumber="+48 22 555 01 00",
            seeAlso=person_dn("jan.nowak").upper(),
        )
        + entry(f"ou=KO-1,{office}", objectClass="organizationalUnit", ou="KO-1", description="Sekcja Płac")
        + entry(
            f"ou=\\C5\\81\\2C1,{office}", objectClass="organizationalUnit", ou="Ł,1", description="Łącznicy"
        )
    )


def _people() -> str:
    named = (
        _person(
            "swietoslawa.zolc",
            "Świętosława",
            "Żółć-Gąsienica",
            title="główna księgowa",
            telephoneNumber="+48 22 555 01 01",
            roomNumber="12a",
            employeeNumber="00017",
            departmentNumber="KO",
            manager=person_dn("jan.nowak"),
        )
        + _person("jan.nowak", "Jan", "Nowak")
        + _person("jan.blizniak", "Jan", "Bliźniak", mail="wspolny@mops.example")
        + _person("ewa.blizniak", "Ewa", "Bliźniak", mail="wspolny@mops.example")
        + _person("do.zmiany", "Zofia", "Doroszmiana", pwdReset="TRUE")
        + _person(
            "wygasle.haslo",
            "Waleria",
            "Wygasła",
            pwdChangedTime="20200101000000Z",
            pwdPolicySubentry=f"cn=wygasajace,{POLICIES}",
        )
        + _person("wylaczony", "Wit", "Wyłączony", pwdAccountLockedTime="000001010000Z")
        + _person("do.blokady", "Blanka", "Blokadna", pwdPolicySubentry=f"cn=surowe,{POLICIES}")
    )
    elsewhere = entry(
        f"cn=gdzie-indziej,{PEOPLE}",
        objectClass=["referral", "extensibleObject"],
        cn="gdzie-indziej",
        ref=f"ldap://dc2.mops.example/cn=gdzie-indziej,{PEOPLE}",
    )
    return (
        named
        + elsewhere
        + "".join(_person(f"tlum.{number:03}", "Tomasz", f"Tłum {number}") for number in range(CROWD))
    )


def _groups() -> str:
    return (
        _group("zespol-kancelarii", "Zespół kancelarii", person_dn("swietoslawa.zolc"))
        + _group("intranet-kancelaria", "Rejestr zarządzeń", group_dn("zespol-kancelarii").upper())
        + _group("intranet-wszyscy", "Kółko", group_dn("intranet-kancelaria"), group_dn("intranet-kolko"))
        + _group("intranet-kolko", "Kółko z powrotem", group_dn("intranet-wszyscy"))
        + _group("stanowisko-ksiegowa", "Księgowe", person_dn("swietoslawa.zolc"), person_dn("jan.nowak"))
        + _group("intranet-audyt", "Audyt", person_dn("tlum.000"))
    )


def whole_directory() -> str:
    """Return the LDIF of everything."""
    return _containers() + _policies() + _units() + _people() + _groups()
