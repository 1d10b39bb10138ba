"""What the columns of other programs' lists are called, in several languages."""

import re
from enum import StrEnum

from infrared_desktop.domain.people.folding import fold


class Field(StrEnum):
    """What a column holds; several columns may make up one field of a patient."""

    SURNAME = "surname"
    GIVEN_NAME = "given-name"
    MIDDLE_NAME = "middle-name"
    FULL_NAME = "full-name"
    BIRTH_DATE = "birth-date"
    SEX = "sex"
    MOBILE = "mobile"
    PHONE = "phone"
    EMAIL = "email"
    STREET = "street"
    APARTMENT = "apartment"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LANGUAGE = "language"
    NOTE = "note"
    EXTERNAL_ID = "external-id"


# Folded, without spaces. English, German, French, Spanish, Danish, Norwegian, Swedish, Dutch,
# Italian, Portuguese, Polish, Russian; Japanese and Chinese where one word says it.
_HEADINGS = {
    Field.SURNAME: """lname last lastname surname familyname family nachname familienname zuname
        nomdefamille apellido apellidos efternavn etternavn efternamn achternaam cognome apelido
        sobrenome nazwisko фамилия 姓""",
    Field.GIVEN_NAME: """fname first firstname givenname given forename vorname rufname prenom
        nombredepila fornavn forenavn fornamn tilltalsnamn voornaam roepnaam nomeproprio imie имя
        名""",
    Field.MIDDLE_NAME: """initial initials middle middlename middleinitial mi mname secondname
        zweitername mellemnavn mellomnavn mellannamn отчество""",
    Field.FULL_NAME: """name fullname patient client customer displayname nom nometprenom nombre
        nombrecompleto nombreyapellidos navn fuldenavn namn naam nome nomecompleto фио 氏名 姓名
        名前""",
    Field.BIRTH_DATE: """dob born birth birthdate birthday dateofbirth bday geburtsdatum geboren
        geborenam gebdatum geb gebdat geburtstag datedenaissance naissance nele neele ddn
        fechadenacimiento fechanacimiento fechanac nacimiento fodselsdato fodselsdag fodt
        fodelsedatum fodd geboortedatum datadinascita nascita datanascita datadenascimento
        datanascimento nascimento dataurodzenia датарождения 生年月日 出生日期""",
    Field.SEX: """sex gender geschlecht sexe sexo kon kjonn geslacht sesso genero genre plec пол
        性別 性别""",
    Field.MOBILE: """cell cellphone cellular mobile mobilephone mobilenumber mobileno mob handy
        handynr handynummer mobil mobilnr mobiltelefon mobilnummer portable telportable movil
        telefonomovil celular mobiel cellulare telemovel telefonkomorkowy мобильный 携帯""",
    Field.PHONE: """phone home homephone telephone tel telno telnr phoneno phonenumber work
        workphone landline daytimephone festnetz telefon telefonnummer telefonnr tlf tlfnr
        telefono telefone fixe telfixe fijo telefoon телефон 電話 電話番号 电话""",
    Field.EMAIL: """email mail emailaddress mailadresse emailadresse courriel correo
        correoelectronico epost epostadress mejl emailadres почта メール""",
    Field.STREET: """street address address1 addressline1 addressline streetaddress homeaddress
        mailingaddress postaladdress strasse str anschrift adresse adresse1 rue domicilio
        direccion calle vej gade gate adress gata gatuadress straat adres indirizzo via endereco
        rua morada ulica адрес улица 住所 地址""",
    Field.APARTMENT: """apartment apt unit flat suite address2 addressline2 adresse2 adresszusatz
        complement piso lejlighed lagenhet appartement""",
    Field.CITY: """city town place ort stadt wohnort ville commune ciudad localidad poblacion by
        poststed stad postort plaats woonplaats citta cidade localidade miasto город""",
    Field.REGION: """region state province county bundesland kanton departement provincia estado
        comunidad lan provincie regione distrito область""",
    Field.POSTCODE: """pcode postcode zip zipcode postalcode plz postleitzahl codepostal cp
        codigopostal postnr postnummer cap kodpocztowy индекс 郵便番号 邮编""",
    Field.COUNTRY: "country land pays pais paese kraj страна 国",
    Field.LANGUAGE: "language preferredlanguage sprache langue idioma sprog sprak taal lingua",
    Field.NOTE: """note notes comment comments remark remarks memo notiz notizen bemerkung
        bemerkungen anmerkung commentaire remarque notas nota observaciones bemaerkning
        anteckning opmerking""",
    Field.EXTERNAL_ID: """pid id no nr number patientid patientnumber patientno clientid customerid
        mrn chart chartno chartnumber recordnumber fileno externalid nummer patientennummer
        kundennummer numero dossier numerodossier expediente journalnr journalnummer kundenr
        kundnr patientnr""",
}
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split()}

# Parts that hint at the field of a longer heading; the content has to agree.
_PARTS = (
    ("mail", Field.EMAIL),
    ("mobil", Field.MOBILE),
    ("cell", Field.MOBILE),
    ("phone", Field.PHONE),
    ("telef", Field.PHONE),
    ("birth", Field.BIRTH_DATE),
    ("geburt", Field.BIRTH_DATE),
    ("naissance", Field.BIRTH_DATE),
    ("nacimiento", Field.BIRTH_DATE),
    ("postcode", Field.POSTCODE),
)
_OWNERS = {"patient", "patients", "patienten", "client", "customer", "contact", "kunde", "kunden"}


def field_of(heading: str) -> Field | None:
    """Return the field that a heading names, or None."""
    words = _words(heading)
    own = "".join(word for word in words if word not in _OWNERS)
    return _FIELD_OF.get("".join(words)) or _FIELD_OF.get(own)


def hint_of(heading: str) -> Field | None:
    """Return the field that a part of a heading hints at, or None."""
    every = "".join(_words(heading))
    return next((field for part, field in _PARTS if part in every), None)


def _words(heading: str) -> list[str]:
    return fold(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", heading)).split()
