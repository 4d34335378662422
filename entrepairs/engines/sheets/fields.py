"""The fields of each noun, and the headers people give them.

Headers are compared by ``words.key``: no accents, no brackets, no median dots.
"""

# Word lists are read across.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping

PEOPLE, TEAMS, ENCOUNTERS, OUTINGS = "people", "teams", "encounters", "outings"
SESSIONS, EXPENSES = "sessions", "expenses"
KINDS = (PEOPLE, TEAMS, OUTINGS, ENCOUNTERS)
LATER = (SESSIONS, EXPENSES)

# Headers of things never taken in, whatever the noun; the value is the kind said.
NEVER: Mapping[str, tuple[str, ...]] = {
    "birth_date": (
        "ne le",
        "nee le",
        "date de naissance",
        "naissance",
        "ddn",
        "date naissance",
        "age",
        "birth date",
    ),
    "nir": (
        "nir",
        "secu",
        "n secu",
        "no secu",
        "numero de securite sociale",
        "n de securite sociale",
        "nss",
        "n ss",
    ),
    "coordinates": (
        "gps",
        "gps depart",
        "gps arrivee",
        "coordonnees gps",
        "latitude",
        "longitude",
        "lat",
        "lng",
        "lon",
    ),
    "bank_account": ("iban", "rib", "bic", "compte bancaire"),
    "nationality": ("nationalite", "pays", "pays d origine", "origine", "nationality"),
    "residence": (
        "titre de sejour",
        "situation administrative",
        "statut administratif",
        "sejour",
        "ofpra",
    ),
    "diagnosis": ("diagnostic", "pathologie", "pathologies", "traitement", "diagnosis", "cim 10"),
    "religion": ("religion", "culte"),
    "home_address": ("adresse", "adresse postale", "domicile", "code postal", "cp"),
}
FREE_TEXT = (
    "observations", "observation", "remarques", "remarque", "commentaire", "commentaires", "notes", "note",
    "compte rendu", "cr", "divers", "infos", "informations", "precisions", "details", "a savoir", "autres",
    "comments", "remarks",
)  # fmt: skip
# Known and not needed: left out without a question.
IGNORED = (
    "n", "no", "num", "numero", "id", "mois", "km", "kms", "meteo", "anciennete", "annee", "semaine", "age moyen",
    "kilometres", "month",
)  # fmt: skip
# Known, kept for later: left out, and said.
ASIDE: Mapping[str, tuple[str, ...]] = {
    "contact": ("contact", "contacts", "personne a contacter", "interlocuteur"),
    "orientation": (
        "orientation",
        "orientations",
        "oriente vers",
        "orientation vers",
        "suite donnee",
        "suites",
    ),
}

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    PEOPLE: {
        "family_name": ("nom", "nom de famille", "nom d usage", "noms", "family name", "last name", "surname"),
        "given_name": ("prenom", "prenoms", "given name", "first name"),
        "full_name": ("nom prenom", "nom et prenom", "prenom nom", "prenom et nom", "membre", "pair", "name"),
        "role": ("fonction", "role", "poste", "metier", "qualite", "function"),
        "status": ("statut", "contrat", "type de contrat", "statut juridique", "benevole salarie", "status"),
        "start": ("depuis le", "depuis", "debut", "date de debut", "date debut", "entree", "date d entree",
                  "arrivee", "date d arrivee", "start", "du", "embauche", "date d embauche"),
        "end": ("jusqu au", "fin", "date de fin", "date fin", "sortie", "date de sortie", "depart", "end", "au"),
        "share": ("etp", "quotite", "temps de travail", "temps", "% etp", "share"),
        "team": ("equipe", "service", "affectation", "lieu d affectation", "equipes", "structure", "team"),
        "referent": ("referent", "referente", "responsable", "tuteur", "tutrice", "referent quotidien"),
        "email": ("courriel", "mail", "e mail", "email", "adresse mail", "adresse e mail", "adresse electronique", "mel"),
        "phone": ("tel", "telephone", "portable", "mobile", "tel portable", "n de telephone", "phone"),
        "fields": ("domaines", "domaine", "domaines d intervention", "champs d intervention", "fields"),
    },
    TEAMS: {
        "name": ("nom de l equipe", "equipe", "nom", "equipes", "service", "nom equipe", "intitule", "team", "name"),
        "kind": ("type", "categorie", "dispositif", "nature", "type d equipe", "kind"),
        "finess": ("n finess", "finess", "no finess", "numero finess", "finess geographique", "finess et"),
        "siret": ("siret", "n siret", "numero siret"),
        "rna": ("rna", "n rna", "numero rna"),
        "organisation": ("gestionnaire", "organisme gestionnaire", "association", "etablissement", "organisme",
                         "structure", "organisation"),
        "engaged": ("engagee depuis", "engagement", "date d engagement", "engage depuis", "engaged since"),
        "town": ("commune", "ville", "town"),
    },
    ENCOUNTERS: {
        "themes": ("theme", "themes", "sujet", "sujets", "motif", "motifs", "de quoi on a parle"),
        "date": ("date", "jour", "le", "day"),
        "start": ("debut", "heure", "heure de debut", "heure debut", "horaire", "start", "time"),
        "end": ("fin", "heure de fin", "heure fin", "end"),
        "person": ("personne", "alias", "surnom", "pseudo", "personne rencontree", "prenom ou surnom", "initiales"),
        "seen": ("1ere fois ?", "1ere fois", "1re fois", "1re fois ?", "premiere fois", "premiere fois ?", "nouveau",
                 "nouvelle", "nouvelle personne", "deja vu", "first or again", "seen"),
        "place": ("lieu", "endroit", "secteur", "lieu de rencontre", "place"),
        "crew": ("equipage", "binome", "equipe", "intervenants", "maraudeurs", "qui", "crew"),
        "minutes": ("duree", "duree en minutes", "temps", "minutes", "min"),
    },
    OUTINGS: {
        "date": ("jour", "date", "le", "day"),
        "span": ("horaires", "horaire", "heures", "creneau", "hours"),
        "start": ("debut", "heure de debut", "heure debut", "depart", "start"),
        "end": ("fin", "heure de fin", "heure fin", "retour", "end"),
        "crew": ("equipage", "equipe", "maraudeurs", "pairs", "intervenants", "qui", "crew"),
        "colleague": ("binome pro", "binome", "pro", "professionnel", "professionnelle", "colleague"),
        "place": ("secteur", "lieu", "quartier", "zone", "parcours", "tournee", "area"),
        "people": ("nb personnes", "nombre de personnes", "personnes rencontrees", "nb rencontres", "rencontres",
                   "nb", "nombre", "personnes", "nb de personnes", "people"),
        "new": ("dont nouvelles", "dont nouveaux", "nouvelles", "nouveaux", "dont nouvelles personnes", "new"),
        "anonymous": ("dont anonymes", "anonymes", "anonymous"),
    },
    SESSIONS: {
        "title": ("intitule", "formation", "theme", "seance"),
        "kind": ("type", "nature"),
        "date": ("date", "jour"),
        "hours": ("duree", "heures", "nb heures"),
        "person": ("participant", "participants", "participante", "nom"),
        "present": ("present ?", "present", "presence", "presents"),
        "paid": ("temps paye ?", "temps paye", "paye"),
        "provider": ("organisme", "intervenant", "formateur"),
        "cost": ("cout", "prix", "tarif"),
    },
    EXPENSES: {
        "reimbursed": ("rembourse le", "rembourse", "paye le"),
        "date": ("date", "jour"),
        "person": ("qui", "nom", "personne", "beneficiaire"),
        "status": ("benevole salarie", "statut"),
        "nature": ("nature", "type", "objet", "libelle"),
        "amount": ("montant ttc", "montant", "total", "somme", "prix"),
        "receipt": ("justif", "justificatif", "facture", "ticket"),
    },
}  # fmt: skip

# A table is of a noun when each group has one of its fields.
SIGNATURES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    PEOPLE: (
        ("family_name", "full_name", "given_name"),
        ("role", "status", "start", "email", "phone"),
    ),
    TEAMS: (("name",), ("kind", "finess", "siret", "organisation", "town", "rna")),
    ENCOUNTERS: (("date",), ("person",), ("themes", "seen", "place", "crew", "minutes", "start")),
    OUTINGS: (("date",), ("people",), ("span", "crew", "place", "new", "start")),
    SESSIONS: (("date",), ("person",), ("present", "hours", "provider", "paid")),
    EXPENSES: (("date",), ("amount",)),
}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    PEOPLE: (),
    TEAMS: ("name",),
    ENCOUNTERS: ("date",),
    OUTINGS: ("date",),
}
# Asked cells of these fields cannot be left out: the row would say something else.
NEEDED: Mapping[str, frozenset[str]] = {
    PEOPLE: frozenset({"start", "end"}),
    TEAMS: frozenset({"name"}),
    ENCOUNTERS: frozenset({"date"}),
    OUTINGS: frozenset({"date"}),
}
# To go on with these means to keep them as they are.
KEPT = frozenset({"family_name", "given_name", "full_name"})


def may_leave_out(kind: str, name: str) -> bool:
    return name not in NEEDED.get(kind, frozenset())
