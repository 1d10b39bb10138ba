"""Pools of invented names in the scripts that a city clinic meets, each with its language."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Pool:
    """Names that go together: surnames, and given names of women and of men."""

    language: str
    surnames: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]


def _pool(language: str, surnames: str, female: str, male: str) -> Pool:
    return Pool(language, *(tuple(names.split("|")) for names in (surnames, female, male)))


POOLS = (
    _pool(
        "en",
        "Ashdown|Birchall|Calloway|Dunmore|Everly|Fairbrook|Greaves|Hartwell|Ingleby|Kingsmead|"
        "Larkfield|Merriden|Oakhurst|Penhallow|Ravensdale|Thistlewood|Whitcombe|Yarrowby",
        "Amelia|Beatrice|Charlotte|Daphne|Eleanor|Fiona|Grace|Harriet|Imogen|Joanne|Louise|Margaret",
        "Alastair|Benjamin|Callum|Duncan|Edmund|Graham|Hugh|Julian|Leonard|Miles|Oliver|Rupert",
    ),
    _pool(
        "sv",
        "Åkerbäck|Björklund|Dahlqvist|Ekström|Forsåker|Gyllengren|Hägglöf|Ljungskog|Nyhammar|"
        "Örnfors|Sjövall|Söderängen|Vikström|Wallbäck",
        "Åsa|Birgitta|Ebba|Elin|Gunilla|Ingegerd|Karin|Linnéa|Märta|Solveig|Ylva",
        "Anders|Björn|Göran|Håkan|Jörgen|Lennart|Måns|Nils|Östen|Sören|Torbjörn",
    ),
    _pool(
        "da",
        "Ærøskov|Bækgård|Brøndum|Færkilde|Højlund|Kjærsø|Løvstrøm|Møllevang|Nørreskov|Sæbye|Østerbro",
        "Anne-Mette|Birthe|Dorthe|Grethe|Inger|Kirstine|Maibritt|Pernille|Signe|Sørine",
        "Asger|Bjarne|Esben|Flemming|Jørn|Kjeld|Mogens|Preben|Søren|Troels",
    ),
    _pool(
        "fi",
        "Aaltomäki|Hämäläskoski|Jokirinne|Koskelainen|Lehtovaara|Mäkiranta|Niittysaari|Peltokangas|"
        "Rautajärvi|Väisälampi",
        "Aino|Eeva|Helmi|Kaisa|Päivi|Riikka|Sirkka|Tuuli|Vilhelmiina",
        "Antti|Eero|Heikki|Jyrki|Kalevi|Mikko|Pekka|Väinö",
    ),
    _pool(
        "fr",
        "Beauvallon|Châteauneuf|D'Aubrac|Desrosières|Févrière|Gaudêche|L'Hermitière|Lévesquoy|"
        "Montaiguë|Pâquerelle|Rivoire|Vaugelade",
        "Aurélie|Bénédicte|Cécile|Françoise|Geneviève|Hélène|Maëlle|Océane|Solène|Zoé",
        "Aurélien|Benoît|Étienne|François|Gaël|Jérôme|Loïc|Mathéo|Rémi|Théophile",
    ),
    _pool(
        "vi",
        "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Võ|Đặng|Bùi|Đỗ|Ngô|Dương",
        "Thị Ánh|Thu Hà|Bích Ngọc|Mỹ Linh|Thanh Hương|Kiều Oanh|Diễm Quỳnh|Phương Thảo|Tuyết Mai",
        "Văn Hùng|Đức Minh|Quốc Bảo|Hữu Phước|Tuấn Kiệt|Thành Đạt|Gia Huy",
    ),
    _pool(
        "tr",
        "Akgündoğdu|Bozdağlı|Çiçekoğlu|Değirmenci|Güneşsoy|İncekara|Kılıçaslan|Özyıldırım|"
        "Şimşekoğlu|Ünlütürk|Yağmurcu",
        "Ayşegül|Büşra|Çiğdem|Elif|Gülşen|İpek|Müjgan|Özlem|Şule|Züleyha",
        "Çağlar|Doğan|Emre|Görkem|İsmet|Kağan|Oğuzhan|Özgür|Şükrü|Uğur",
    ),
    _pool(
        "pl",
        "Brzezicki|Chrząszczak|Dąbkowiak|Gołębiak|Jabłonowiec|Kościelniak|Łabędzki|Mączyniak|"
        "Ożarowiec|Szczęśniak|Wójtowiak|Żółtkowiak",
        "Agnieszka|Bożena|Danuta|Elżbieta|Grażyna|Jadwiga|Katarzyna|Małgorzata|Wiesława|Żaneta",
        "Błażej|Czesław|Grzegorz|Jędrzej|Łukasz|Mieczysław|Paweł|Stanisław|Wojciech|Zdzisław",
    ),
    _pool(
        "es",
        "Aguirrezábal|Bermúdez Olmo|Castañeira|Echevarría|García-Ruiz|Íñiguez|Muñozabal|"
        "Núñez Prado|Peñalosa|Quiñonero|Sáenz-Roca|Zubizarreta",
        "Alba|Begoña|Concepción|Encarnación|Inés|Leticia|María José|Nuria|Rocío|Yesenia",
        "Álvaro|Andrés|Fermín|Gonzalo|Íñigo|José María|Nicolás|Ramón|Sebastián|Víctor",
    ),
    _pool(
        "pt",
        "Assunção|Brandãozinho|Conceição|Fonsequinha|Gusmão|Leitãozeiro|Magalhães Sá|Quintão|"
        "Simõeira",
        "Beatriz|Conceição|Inês|João Maria|Lúcia|Mafalda|Núria|Sílvia|Verônica",
        "Antônio|Fábio|Gonçalo|João|Luís|Otávio|Sérgio|Simão",
    ),
    _pool(
        "ar",
        "الحدادي|بن سالم|البغدادي|الخياط|المنصوري|النجار|الشامي|الصباغ|العطار|القيسي",
        "أمينة|جميلة|خديجة|رنا|زينب|سلمى|فاطمة|ليلى|مريم|نور",
        "أحمد|إبراهيم|بلال|حسن|خالد|سمير|طارق|عمر|محمود|يوسف",
    ),
    _pool(
        "he",
        "אבן־ארי|בן־דרור|גלבועי|הרצליהו|כרמון|לבנוני|מזרחיאל|נבו־שקד|פרידור|שדמון",
        "אביגיל|הדס|חנה|יעל|מיכל|נועה|עדי|רבקה|שירה|תמר",
        "איתן|בועז|דניאל|יואב|יונתן|מתן|נדב|עומר|רועי|שלמה",
    ),
    _pool(
        "el",
        "Αγγελινάκης|Βασιλομάνος|Γεωργαντέλης|Δημουλάκης|Καραϊωάννου|Λαμπρινίδης|Μαυροειδής|Ξανθάκης",
        "Αθηνά|Βασιλική|Ελένη|Ευαγγελία|Ζωή|Κωνσταντίνα|Μαρία|Χρυσούλα",
        "Ανδρέας|Γιώργος|Δημήτρης|Ηλίας|Κώστας|Νίκος|Παναγιώτης|Σπύρος",
    ),
    _pool(
        "ru",
        "Березенко|Воробейко|Гордиенко|Ещенко|Жемчуг|Кириллович|Лебедюк|Майоренко|Ручей|Щербаченко",
        "Алёна|Вера|Галина|Дарья|Екатерина|Ксения|Людмила|Надежда|Ольга|Фёкла",
        "Алексей|Борис|Геннадий|Игорь|Кирилл|Леонид|Матвей|Семён|Фёдор|Юрий",
    ),
    _pool(
        "uk",
        "Білокриниця|Гайдученко|Ґалаґаненко|Їжакевич|Кравчишин|Луценчук|Сорокопуд|Яремчишин",
        "Ганна|Євгенія|Ірина|Лідія|Олеся|Соломія|Христина",
        "Андрій|Богдан|Василь|Ігор|Олексій|Тарас|Юрій",
    ),
    _pool(
        "zh",
        "陈|黄|李|林|刘|欧阳|孙|王|吴|谢|杨|张|赵|诸葛",
        "丽华|美玲|雅婷|秀英|小红|晓燕|雪梅|玉兰|子涵|静怡",
        "建国|伟明|志强|俊杰|浩然|文博|国华|子轩",
    ),
    _pool(
        "ja",
        "青木谷|小鳥遊|川瀬戸|月見里|白鳥井|高倉橋|二階堂|森ノ宮|山ノ内|渡瀬",
        "葵|美咲|さくら|陽子|千尋|ひなた|真由美|結衣|ゆかり",
        "健太|翔|大輔|拓海|直樹|ひろし|勇気|蓮",
    ),
    _pool(
        "ko",
        "김|이|박|최|정|강|조|윤|장|임|남궁|황보",
        "민지|서연|수진|영희|은경|지우|하은|현정|혜린",
        "동현|민수|상우|성호|재영|준호|지훈|태민",
    ),
    _pool(
        "hi",
        "अग्रवंशी|कुलश्रेष्ठ|गोस्वामी|चतुर्वेदी|त्रिपाठी|दीक्षितपुर|भट्टाचार्य|मिश्राल|शर्मावत|सक्सेनिया",
        "अंजलि|ऋतु|कविता|दीपिका|नेहा|पूजा|मीनाक्षी|राधा|सुनीता|श्रुति",
        "अर्जुन|आदित्य|गौरव|नीरज|प्रकाश|मनोज|राहुल|विक्रम|संजय",
    ),
    _pool(
        "yo",
        "Adébáyọ̀kúnlé|Afọlábísí|Akínṣọlá|Babátúndé-Ọjọ́|Fágbènlé|Ọláwándé|Ṣóyẹmí|Ògúndìran",
        "Adéọlá|Bọ́lánlé|Fọlákẹ́|Ìyábọ̀|Mojísọ́lá|Ọmọ́tọ́lá|Títílayọ̀|Yétúndé",
        "Adéwálé|Ayọ̀délé|Bánkọ́lé|Fẹ́mi|Káyọ̀dé|Ọláṣubọ̀mí|Ṣẹ́gun|Táíwò",
    ),
    _pool(
        "ig",
        "Adịchie-Obi|Chukwuemerie|Ezeanyịka|Ifeanyịchukwu|Nwachukwuma|Okaforji|Ọnwụdiwe|Ụzọamaka",
        "Adaeze|Chịnwe|Ifeọma|Kọsisọchukwu|Nkirụka|Nneọma|Ọbịageli|Ụgọchi",
        "Chidi|Emeka|Ikenna|Kelechi|Nnamdi|Obinna|Ụchenna",
    ),
    _pool(
        "ro",
        "Brăilescu|Câmpeneanu|Dănciulescu|Făgărășan|Înțeleptu|Moțățeanu|Șerbănoiu|Țurcanescu",
        "Anișoara|Brândușa|Cătălina|Ileana|Măriuca|Ștefania|Viorica",
        "Călin|Dănuț|Ionuț|Mădălin|Răzvan|Ștefan|Vlăduț",
    ),
)

ODD = (
    ("O'Connor-Byrne", "Siobhán"),
    ("d’Ångström y Peña", "Anne-Sophie Éloïse"),
    ("Suharmoko", ""),
    ("van 't Hoogendijk", "Femke"),
    ("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss", "Hubertina"),
    ("de la Santísima Trinidad Fernández-Villaverde y Bustamante", "María de los Ángeles Consuelo"),
    ("McAllister-O’Shea", "Mary Kate"),
    ("Ng", "Ó"),
    ("Mac Giolla Phádraig", "Aoife"),
    ("Null", "Nadia"),
    ("Ðoković-Þórsdóttir", "Björk"),
    ("ʻAkahiʻula", "Keōpūolani"),
    ("Jean-Baptiste", "Marie-Ève"),
    ("Test-Smith", "Zoë"),
    ("Straßmüller", "Käthe"),
    ("Şțefăniță", "Ana-Maria"),
    ("Al-Ḥusaynī", "Nūr al-Hudā"),
    ("Prudence", ""),
)


@dataclass(frozen=True)
class Name:
    """A drawn name, with the language that its bearer likely speaks."""

    surname: str
    given_name: str
    language: str


def draw(rng: Random, female: bool) -> Name:
    """Draw a name; about one in twenty has two surnames or two given names."""
    pool = POOLS[int(rng.random() * len(POOLS))]
    given = pool.female if female else pool.male
    surname, first = rng.choice(pool.surnames), rng.choice(given)
    if pool.language in ("en", "sv", "fr", "pl", "es") and rng.random() < 0.12:
        surname = f"{surname}-{rng.choice(pool.surnames)}"
    return Name(surname, first, pool.language)


def odd(number: int) -> Name:
    """Return one of the names that forms and lists stumble over."""
    surname, given = ODD[number % len(ODD)]
    return Name(surname, given, "en")
