//! A list of people: whom to invite, and what those who are there already become.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    people_writing::{self, Written},
    words::{self, Words},
};
use crate::{
    organisations::{
        invitations::Invite,
        memberships::GrantMembership,
        model::holds_all_of,
        store::{
            invitations::{self, Invitation},
            members,
            memberships::{self, Membership},
            organisations::{self, Organisation},
        },
    },
    people::{EmailAddress, Person, PersonName, store::persons},
    platform::{
        Action, Actor, Language, OrganisationId, Outcome, PersonId, Read, Sentence, Site, UnitOfWork,
        actor::Through,
        folding::fold,
        imports::{Fate, Given, Import, Importer},
        roles::{Role, Sex},
        spreadsheets::{Column, Row, Table, date_in},
    },
};

pub struct PeopleImporter;

const COLUMNS: &[Column] = &[
    Column { name: "name", heading: "import-name", also: "import-name-also", needed: true },
    Column { name: "email", heading: "import-email", also: "import-email-also", needed: true },
    Column {
        name: "organisation",
        heading: "import-organisation",
        also: "import-organisation-also",
        needed: false,
    },
    Column { name: "role", heading: "import-role", also: "import-role-also", needed: true },
    Column { name: "language", heading: "import-language", also: "import-language-also", needed: false },
    Column { name: "sex", heading: "import-sex", also: "import-sex-also", needed: false },
    Column { name: "starts_on", heading: "import-starts-on", also: "import-starts-on-also", needed: false },
    Column { name: "ends_on", heading: "import-ends-on", also: "import-ends-on-also", needed: false },
    Column {
        name: "department",
        heading: "import-department",
        also: "import-department-also",
        needed: false,
    },
];

#[async_trait::async_trait]
impl Importer for PeopleImporter {
    fn kind(&self) -> &'static str {
        "people"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(Invite::NAME)
    }

    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let reached = organisations::all_within(read, &given.actor.extent(Invite::NAME)).await?;
        let reader = Reader::new(&given, &reached);
        let lines = table.rows.iter().map(|row| row.line).collect();
        let mut rows: Vec<_> = table.rows.iter().map(|row| reader.guest(row)).collect();
        refuse_doubles(&mut rows);
        let organisations = reached.into_iter().map(|one| (one.id, one)).collect();
        let (actor, site, now) = (given.actor, given.site, given.now);
        Ok(Box::new(PeopleImport { actor, site, now, organisations, lines, rows }))
    }
}

/// A row that can be read.
#[derive(Clone)]
pub struct Guest {
    line: u32,
    pub name: PersonName,
    pub email: EmailAddress,
    pub organisation: OrganisationId,
    pub role: Role,
    pub language: Option<Language>,
    pub sex: Option<Sex>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub department: Option<String>,
}

const LONGEST_DEPARTMENT: usize = 160;

/// Reads rows with what the actor may name in them.
struct Reader<'a> {
    actor: &'a Actor,
    organisations: &'a [Organisation],
    by_name: HashMap<String, Vec<&'a Organisation>>,
    roles: Words<Role>,
    languages: Words<Language>,
    sexes: Words<Sex>,
}

impl<'a> Reader<'a> {
    fn new(given: &'a Given, organisations: &'a [Organisation]) -> Self {
        let texts = given.engine.texts();
        let mut by_name: HashMap<String, Vec<&Organisation>> = HashMap::new();
        for one in organisations {
            let reference = one.reference.as_ref().map(|reference| fold(reference));
            let names = HashSet::from([fold(&one.name), one.id.to_string()]);
            for name in names.into_iter().chain(reference) {
                let called = by_name.entry(name).or_default();
                if called.iter().all(|other| other.id != one.id) {
                    called.push(one);
                }
            }
        }
        Self {
            actor: &given.actor,
            organisations,
            by_name,
            roles: words::roles(texts),
            languages: words::languages(texts),
            sexes: words::sexes(texts),
        }
    }

    fn guest(&self, row: &Row) -> Result<Guest, Sentence> {
        if let Some(fault) = row.fault() {
            return Err(fault);
        }
        let name = PersonName::parse(row.text("name"))?;
        let email = EmailAddress::parse(row.text("email"))?;
        let organisation = self.organisation(row.text("organisation"))?;
        let role = self.role(row.text("role"), organisation)?;
        let starts_on = row.optional("starts_on").map(date_in).transpose()?;
        let ends_on = row.optional("ends_on").map(date_in).transpose()?;
        if let (Some(first), Some(last)) = (starts_on, ends_on)
            && last < first
        {
            return Err("membership-ends-too-early".into());
        }
        let said = |column, wrong: &'static str| {
            move |meaning: Option<_>| {
                meaning.ok_or_else(|| Sentence::of(wrong).with("word", row.text(column)))
            }
        };
        let language = row.optional("language").map(|text| self.languages.find(text));
        let language = language.map(said("language", "import-language-unknown")).transpose()?;
        let sex = row.optional("sex").map(|text| self.sexes.find(text));
        let sex = sex
            .map(|sex| sex.ok_or_else(|| Sentence::of("import-sex-unknown").with("word", row.text("sex"))))
            .transpose()?;
        let department = row.optional("department").map(str::to_owned);
        if department.as_ref().is_some_and(|department| department.chars().count() > LONGEST_DEPARTMENT) {
            return Err("import-department-too-long".into());
        }
        Ok(Guest {
            line: row.line,
            name,
            email,
            organisation: organisation.id,
            role,
            language,
            sex,
            starts_on,
            ends_on,
            department,
        })
    }

    /// By name, own reference or id. What is out of reach is not there.
    fn organisation(&self, text: &str) -> Result<&'a Organisation, Sentence> {
        if text.is_empty() {
            return match self.organisations {
                [only] => Ok(only),
                _ => Err("import-organisation-missing".into()),
            };
        }
        match self.by_name.get(&fold(text)).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some([_, ..]) => Err(Sentence::of("import-organisation-unclear").with("word", text)),
            Some([]) | None => Err(Sentence::of("import-organisation-unknown").with("word", text)),
        }
    }

    fn role(&self, text: &str, organisation: &Organisation) -> Result<Role, Sentence> {
        if text.is_empty() {
            return Err("role-missing".into());
        }
        let role = self.roles.find(text);
        let role = role.ok_or_else(|| Sentence::of("import-role-unknown").with("word", text))?;
        if !role.fits(organisation.kind) {
            return Err("membership-role-does-not-fit".into());
        }
        if !holds_all_of(self.actor, role, &organisation.place()) {
            return Err("membership-role-not-held".into());
        }
        Ok(role)
    }
}

fn refuse_doubles(rows: &mut [Result<Guest, Sentence>]) {
    let mut first: HashMap<(String, OrganisationId, Role), u32> = HashMap::new();
    for row in rows {
        let Ok(guest) = row else { continue };
        let same = (guest.email.key().to_owned(), guest.organisation, guest.role);
        match first.get(&same) {
            Some(line) => *row = Err(Sentence::of("import-line-twice").with("line", *line)),
            None => {
                first.insert(same, guest.line);
            }
        }
    }
}

struct PeopleImport {
    actor: Actor,
    site: Arc<Site>,
    now: DateTime<Utc>,
    organisations: HashMap<OrganisationId, Organisation>,
    lines: Vec<u32>,
    rows: Vec<Result<Guest, Sentence>>,
}

/// What is to be done about a guest.
pub enum Deed {
    Invite,
    /// Somebody is invited to this already, and more is known now.
    Amend(Invitation),
    Grant(PersonId),
    /// The days of a membership change, or the department.
    Change(Membership),
    Nothing,
    Refuse(Sentence),
}

impl Deed {
    fn fate(&self) -> Fate {
        match self {
            Self::Invite => Fate::Created,
            Self::Amend(_) | Self::Grant(_) | Self::Change(_) => Fate::Changed,
            Self::Nothing => Fate::Unchanged,
            Self::Refuse(reason) => Fate::Refused(reason.clone()),
        }
    }
}

#[async_trait::async_trait]
impl Import for PeopleImport {
    fn lines(&self) -> &[u32] {
        &self.lines
    }

    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let rows = self.rows.get(rows).unwrap_or_default();
        let there = self.there(read, rows).await?;
        Ok(rows.iter().map(|row| self.deed(row, &there).fate()).collect())
    }

    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>> {
        let rows = self.rows.get(rows).unwrap_or_default();
        let there = self.there(work, rows).await?;
        let deeds: Vec<Deed> = rows.iter().map(|row| self.deed(row, &there)).collect();
        let fates = deeds.iter().map(Deed::fate).collect();
        let mut written = Written::by(&self.actor, &self.organisations);
        for (row, deed) in rows.iter().zip(deeds) {
            if let Ok(guest) = row {
                written.note(work, guest, deed);
            }
        }
        people_writing::write(work, &self.site, written).await?;
        Ok(fates)
    }
}

/// What the store has about the guests of one step.
struct There {
    people: HashMap<String, Person>,
    /// Those whom the actor may see. Others are treated as if they were not there: they get an invitation.
    seen: HashSet<PersonId>,
    memberships: HashMap<(PersonId, OrganisationId, Role), Membership>,
    invitations: HashMap<(String, OrganisationId, Role), Invitation>,
}

impl PeopleImport {
    async fn there(&self, read: &Read, rows: &[Result<Guest, Sentence>]) -> Outcome<There> {
        let guests = rows.iter().filter_map(|row| row.as_ref().ok());
        let keys: Vec<&str> = guests.map(|guest| guest.email.key()).collect();
        let today = self.now.date_naive();
        let people = persons::at_addresses(read, &keys).await?;
        let ids: Vec<PersonId> = people.values().map(|person| person.id).collect();
        let seen = match self.actor.through {
            Through::Operator => ids.iter().copied().collect(),
            _ => members::visible_among(read, &self.actor.extent("people.see"), &ids, today).await?,
        };
        let memberships = memberships::memberships_of(read, ids, today).await?;
        let invitations = invitations::unanswered_at(read, &keys).await?;
        Ok(There {
            people,
            seen,
            memberships: memberships
                .into_iter()
                .map(|one| ((one.person, one.organisation, one.role), one))
                .collect(),
            invitations: invitations
                .into_iter()
                .map(|one| ((one.email.to_ascii_lowercase(), one.organisation, one.role), one))
                .collect(),
        })
    }

    fn deed(&self, row: &Result<Guest, Sentence>, there: &There) -> Deed {
        let guest = match row {
            Ok(guest) => guest,
            Err(reason) => return Deed::Refuse(reason.clone()),
        };
        let key = guest.email.key();
        let person = there.people.get(key).filter(|person| there.seen.contains(&person.id));
        let membership =
            person.and_then(|person| there.memberships.get(&(person.id, guest.organisation, guest.role)));
        if let Some(membership) = membership {
            return self.change(guest, membership);
        }
        if let Some(open) = there.invitations.get(&(key.to_owned(), guest.organisation, guest.role)) {
            return amended(guest, open);
        }
        if guest.ends_on.is_some_and(|last| last < self.today_in(guest.organisation)) {
            return Deed::Refuse("membership-ends-too-early".into());
        }
        let place = self.organisations.get(&guest.organisation).map(Organisation::place);
        match (person, place) {
            (Some(person), Some(place)) if self.actor.may(GrantMembership::NAME, &place) => {
                Deed::Grant(person.id)
            }
            _ => Deed::Invite,
        }
    }

    /// The day that it is there.
    fn today_in(&self, organisation: OrganisationId) -> NaiveDate {
        let there = self.organisations.get(&organisation);
        there.map_or_else(|| self.now.date_naive(), |there| there.day_at(self.now))
    }

    /// What people tell of themselves (name, language, sex) stays theirs once they have joined.
    fn change(&self, guest: &Guest, there: &Membership) -> Deed {
        let starts_on = guest.starts_on.unwrap_or(there.starts_on);
        let ends_on = guest.ends_on.or(there.ends_on);
        let department = guest.department.as_ref().unwrap_or(&there.department).clone();
        let same_days = (starts_on, ends_on) == (there.starts_on, there.ends_on);
        if same_days && department == there.department {
            return Deed::Nothing;
        }
        if ends_on.is_some_and(|last| last < starts_on || last < self.today_in(there.organisation)) {
            return Deed::Refuse("membership-ends-too-early".into());
        }
        if there.role == Role::Administrator && !same_days {
            return Deed::Refuse("import-administrator-days".into());
        }
        Deed::Change(Membership { starts_on, ends_on, department, ..there.clone() })
    }
}

/// An invitation that waits learns what is new; it is not sent again.
fn amended(guest: &Guest, there: &Invitation) -> Deed {
    let amended = Invitation {
        name: guest.name.to_string(),
        language: guest.language.unwrap_or(there.language),
        sex: guest.sex.or(there.sex),
        starts_on: guest.starts_on.or(there.starts_on),
        ends_on: guest.ends_on.or(there.ends_on),
        department: guest.department.clone().or_else(|| there.department.clone()),
        ..there.clone()
    };
    if amended == *there { Deed::Nothing } else { Deed::Amend(amended) }
}
