"""What a medicine's name means: substances and well known brands of many countries, by kind.

Names alone: that a medicine is sold under a name is public, and nothing here says what to do.
A name that is not here is no sign that a medicine does not matter.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.records.history import Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind

# From this many letters on a name also stands for its longer forms: isotretinoin, isotretinoína.
_STEM = 6
_LONGEST = 4  # words in a name

NAMES: Mapping[MedicineKind, str] = {
    MedicineKind.ISOTRETINOIN: """
        isotretinoin, izotretinoin, 13-cis retinoic acid, Absorica, Accutane, Acnecutan,
        Acnotin, Aisoskin, Aknenormin, Amnesteem, Ciscutan, Claravis, Clarus, Contracné,
        Curacné, Curatane, Dercutane, Epuris, Flexresan, Isdiben, Isogalen, Isoriac, Isosupra,
        Isotroin, Izotek, Lurantal, Mayesta, Myorisan, Neotrex, Nimegen, Oratane, Procuta,
        Roaccutan, Roaccutane, Roacnetan, Roacutan, Sotret, Zenatane, изотретиноин, акнекутан,
        верокутан, роаккутан, роакутан, сотрет, イソトレチノイン, ισοτρετινοΐνη, 异维a酸,
        إيزوتريتينوين, איזוטרטינואין""",
    MedicineKind.TOPICAL_RETINOID: """
        tretinoin, retinoic acid, vitamin A acid, Airol, Acnatac, Acnelyse, Altreno, Atralin,
        Avita, Cordes VAS, Effederm, Ketrel, Locacid, Renova, Retacnyl, Retin-A, Retino-A,
        Retirides, Stieva-A, Treclin, Ziana, Veltin, adapalen, Adaferin, Differin, Differine,
        Epiduo, Deriva, tazaroten, Arazlo, Fabior, Tazorac, Zorac, trifaroten, Aklief, Selgamis,
        Isotrex, Isotrexin, Isotrexol, isotretinoin gel, isotretinoin cream, isotretinoin creme,
        retinol, retinal, retinaldehyd, retinyl, hydroxypinacolone retinoate, Tri-Luma,
        Pigmanorm, третиноин, ретинол, адапален, дифферин, клензит""",
    MedicineKind.EXFOLIANT: """
        AHA, BHA, PHA, glycolic acid, Glykolsäure, acide glycolique, acido glicolico,
        lactic acid, Milchsäure, mandelic acid, Mandelsäure, salicylic acid, Salicylsäure,
        acide salicylique, ácido salicílico, azelaic acid, Azelainsäure, Skinoren, Finacea,
        Azelex, fruit acid, Fruchtsäure, гликолевая кислота, салициловая кислота,
        азелаиновая кислота, скинорен""",
    MedicineKind.PDT_AGENT: """
        aminolevulinic acid, Aminolävulinsäure, aminolevulinate, methyl aminolevulinate,
        hexaminolevulinate, 5-ALA, Alacare, Ameluz, Effala, Gliolan, Levulan, Luxerm, Metvix,
        Metvixia, Hexvix, Cysview, porfimer, Photofrin, verteporfin, Visudyne, temoporfin,
        Foscan, talaporfin, padeliporfin, Tookad, фотодитазин, радахлорин, фотолон""",
    MedicineKind.AMIODARONE: """
        amiodaron, Amiohexal, Aratac, Cordarex, Cordarone, Nexterone, Pacerone, Sedacoron,
        Tachydaron, Trangorex, Ancaron, амиодарон, кордарон""",
    MedicineKind.MINOCYCLINE: """
        minocyclin, minociclin, Aknosan, Dynacin, Klinomycin, Lederderm, Minocin, Minolira,
        Minomycin, Minostad, Minotab, Mynocine, Solodyn, Udima, Ximino, Zacnan, миноциклин,
        минолексин""",
    MedicineKind.ST_JOHNS_WORT: """
        St John's wort, Saint John's wort, hypericum, hypericin, Johanniskraut, millepertuis,
        hipérico, hypérico, hierba de San Juan, erba di San Giovanni, iperico, johannesört,
        prikbladet perikon, Deprim, Esbericum, Felis, Hyperforat, Jarsin, Laif, Neuroplant,
        Perika, зверобой, деприм, негрустин""",
    MedicineKind.PHOTOSENSITISER: """
        doxycyclin, doxiciclin, Doryx, Doxyhexal, Oracea, Oraycea, Vibramycin, Vibra-Tabs,
        Unidox, tetracyclin, tetraciclin, oxytetracyclin, lymecyclin, Tetralysal, demeclocyclin,
        Ledermycin, Declomycin, ciprofloxacin, Cipro, Ciprobay, Ciproxin, levofloxacin,
        Levaquin, Tavanic, lomefloxacin, moxifloxacin, Avelox, Avalox, ofloxacin, Tarivid,
        norfloxacin, hydrochlorothiazid, HCT, Esidrix, chlortalidon, chlorthalidon, indapamid,
        furosemid, Lasix, bumetanid, chlorpromazin, Largactil, Thorazine, promethazin,
        Phenergan, Atosil, thioridazin, voriconazol, Vfend, griseofulvin, methoxsalen,
        Oxsoralen, Meladinine, psoralen, sulfamethoxazol, co-trimoxazol, cotrimoxazol, Bactrim,
        Cotrim, Septrin, hydroxychloroquin, Plaquenil, Quensyl, chloroquin, quinin, chinin,
        pirfenidon, Esbriet, dronedaron, Multaq, acitretin, Neotigason, Soriatane, dapson,
        доксициклин, юнидокс, тетрациклин, ципрофлоксацин, гидрохлоротиазид""",
    MedicineKind.GOLD: """
        auranofin, Ridaura, aurothiomalat, Myocrisin, Myochrysine, Tauredon, aurothioglucose,
        Solganal, gold salts, Goldsalze, sels d'or, gold injections, ауранофин, кризанол""",
    MedicineKind.ANTICOAGULANT: """
        warfarin, Coumadin, Jantoven, Marevan, Waran, phenprocoumon, Marcumar, Marcoumar,
        Falithrom, acenocoumarol, acenocumarol, Sintrom, Sinthrome, fluindion, Previscan,
        apixaban, Eliquis, rivaroxaban, Xarelto, dabigatran, Pradaxa, edoxaban, Lixiana,
        Savaysa, heparin, enoxaparin, Clexane, Lovenox, dalteparin, Fragmin, tinzaparin,
        Innohep, nadroparin, Fraxiparin, certoparin, fondaparinux, Arixtra, clopidogrel, Plavix,
        Iscover, Zyllt, prasugrel, Efient, Effient, ticagrelor, Brilique, Brilinta, ticlopidin,
        dipyridamol, Persantin, cilostazol, Pletal, варфарин, ксарелто, эликвис, плавикс,
        клопидогрел, гепарин""",
    MedicineKind.NSAID: """
        aspirin, acetylsalicylic acid, Acetylsalicylsäure, acide acétylsalicylique,
        ácido acetilsalicílico, ASA, ASS, Aspegic, Aspro, Disprin, Ecotrin, Cardioaspirin,
        Kardegic, Thomapyrin, ibuprofen, Advil, Brufen, Dolormin, Espidifen, Eudorlin, Motrin,
        Nurofen, Spedifen, dexibuprofen, naproxen, Aleve, Naprosyn, Proxen, diclofenac,
        diclofenak, Cataflam, Voltaren, Voltarol, Voltarène, aceclofenac, ketoprofen, Gabrilen,
        Orudis, Profénid, dexketoprofen, Enantyum, Sympal, flurbiprofen, indomethacin,
        indometacin, Indocin, Indocid, piroxicam, Feldene, meloxicam, Mobic, celecoxib,
        Celebrex, etoricoxib, Arcoxia, ketorolac, Toradol, nimesulid, Aulin, Nimesil,
        mefenamic acid, Mefenaminsäure, Parkemed, Ponstan, аспирин, ибупрофен, нурофен,
        диклофенак, найз, нимесил, кеторол""",
    MedicineKind.IMMUNOSUPPRESSANT: """
        ciclosporin, cyclosporin, Neoral, Sandimmun, Sandimmune, tacrolimus, Advagraf, Envarsus,
        Prograf, mycophenol, CellCept, Myfortic, azathioprin, Azafalk, Imuran, Imurek, Imurel,
        sirolimus, Rapamune, everolimus, Certican, methotrexat, metotrexat, MTX, Lantarel,
        Metex, Metoject, Trexall, leflunomid, Arava, teriflunomid, Aubagio, adalimumab, Humira,
        Amgevita, Hyrimoz, etanercept, Enbrel, infliximab, Remicade, golimumab, Simponi,
        certolizumab, Cimzia, tocilizumab, RoActemra, Actemra, abatacept, Orencia, tofacitinib,
        Xeljanz, baricitinib, Olumiant, upadacitinib, Rinvoq, abrocitinib, Cibinqo, secukinumab,
        Cosentyx, ixekizumab, Taltz, ustekinumab, Stelara, guselkumab, Tremfya, risankizumab,
        Skyrizi, natalizumab, Tysabri, ocrelizumab, Ocrevus, fingolimod, Gilenya, метотрексат,
        азатиоприн, циклоспорин, хумира""",
    MedicineKind.CANCER_TREATMENT: """
        chemotherapy, Chemotherapie, chimiothérapie, quimioterapia, chemioterapia, химиотерапия,
        tamoxifen, Nolvadex, letrozol, Femara, anastrozol, Arimidex, exemestan, Aromasin,
        fulvestrant, Faslodex, imatinib, Glivec, Gleevec, erlotinib, Tarceva, osimertinib,
        Tagrisso, palbociclib, Ibrance, ribociclib, Kisqali, abemaciclib, Verzenio, olaparib,
        Lynparza, sunitinib, Sutent, sorafenib, Nexavar, vemurafenib, Zelboraf, dabrafenib,
        Tafinlar, trametinib, Mekinist, vismodegib, Erivedge, capecitabin, Xeloda, fluorouracil,
        5-FU, paclitaxel, Taxol, docetaxel, Taxotere, doxorubicin, epirubicin, cyclophosphamid,
        Endoxan, cisplatin, carboplatin, oxaliplatin, gemcitabin, vincristin, bleomycin,
        hydroxycarbamid, hydroxyurea, Litalir, trastuzumab, Herceptin, pertuzumab, Perjeta,
        bevacizumab, Avastin, rituximab, MabThera, Rituxan, cetuximab, Erbitux, pembrolizumab,
        Keytruda, nivolumab, Opdivo, ipilimumab, Yervoy, bicalutamid, Casodex, abirateron,
        Zytiga, enzalutamid, Xtandi, тамоксифен, летрозол, герцептин""",
    MedicineKind.STEROID: """
        cortison, prednison, Decortin, Deltasone, Lodotra, Rayos, prednisolon, Decortin H,
        Solupred, methylprednisolon, Medrol, Medrate, Urbason, dexamethason, Decadron,
        Fortecortin, betamethason, Celestone, Celestamine, Diprosone, triamcinolon, Kenalog,
        Kenacort, Volon A, deflazacort, hydrocortison, budesonid, Entocort, clobetasol,
        Dermovate, Dermoxin, mometason, fludrocortison, преднизолон, метипред, дексаметазон,
        гидрокортизон""",
    MedicineKind.HERBAL: """
        ginkgo, Tebonin, ginseng, echinacea, Echinacin, valerian, Baldrian, garlic capsules,
        Knoblauchkapseln, vitamin E, omega-3, fish oil, Fischöl, turmeric, curcuma,
        evening primrose, Nachtkerzenöl, dong quai, feverfew""",
}


def names_of(kind: MedicineKind) -> tuple[str, ...]:
    """Return the names that mean a kind of medicine; none for those that no list can hold."""
    return tuple(" ".join(name.split()) for name in NAMES.get(kind, "").split(",") if name.strip())


def kind_of_name(text: str) -> MedicineKind | None:
    """Return what a medicine's name means, dose and form beside it or not; None if not known.

    A name of several words counts before one of a single word, so that "isotretinoin gel" is
    put on the skin.
    """
    words = fold(text).split()
    runs = _runs(words)
    return next((kind for run in runs if (kind := _kind_of(run)) is not None), None)


def kind_meant(medicine: Medicine) -> MedicineKind:
    """Return a medicine's kind; of one kept as other or herbal, the kind that its name means."""
    if medicine.kind not in (MedicineKind.OTHER, MedicineKind.HERBAL):
        return medicine.kind
    return kind_of_name(medicine.name) or medicine.kind


def medicine_name(medicine: Medicine) -> str:
    """Return a medicine as the patient calls it, or its kind; asks where only the name tells."""
    name, meant = medicine.name.strip(), kind_meant(medicine)
    return (
        f"{name} ({plain_label(meant)}?)"
        if meant is not medicine.kind
        else name or plain_label(meant)
    )


def _runs(words: list[str]) -> Iterator[str]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _kind_of(run: str) -> MedicineKind | None:
    kinds = _kinds()
    stems = (run[:end] for end in range(len(run), _STEM - 1, -1)) if " " not in run else ()
    return kinds.get(run) or next((kinds[stem] for stem in stems if stem in kinds), None)


@cache
def _kinds() -> Mapping[str, MedicineKind]:
    """Return the kind of each folded name; raise ValueError where one name has two."""
    kinds: dict[str, MedicineKind] = {}
    for kind in NAMES:
        for name in names_of(kind):
            if kinds.setdefault(fold(name), kind) is not kind:
                raise ValueError(f"{name} is {kinds[fold(name)]} and {kind}")
    return kinds
