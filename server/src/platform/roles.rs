//! Who may do what: the kinds of organisations, the roles in them, and the table from role to actions.
//! This is the one readable place; `organisations/snapshots` keeps the table as it is.

/// A value that is stored, sent and shown under one kebab-case word.
#[macro_export]
macro_rules! word_enum {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            sea_orm::DeriveActiveEnum, sea_orm::EnumIter,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(#[serde(rename = $word)] #[sea_orm(string_value = $word)] $variant),+
        }

        // Derived, the document would name the variants and not the words.
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                let words: Vec<&str> = vec![$($word),+];
                let kind = utoipa::openapi::schema::Type::String;
                utoipa::openapi::ObjectBuilder::new().schema_type(kind).enum_values(Some(words)).into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

word_enum! {
    /// What an organisation is. Its text is `organisation-kind-<word>`.
    OrganisationKind {
        Academy = "academy",
        Brand = "brand",
        Factory = "factory",
        ManufacturingGroup = "manufacturing-group",
        Ministry = "ministry",
        Inspectorate = "inspectorate",
        EmployersOrganisation = "employers-organisation",
        WorkersOrganisation = "workers-organisation",
        DevelopmentPartner = "development-partner",
    }
}

word_enum! {
    /// What a person is in an organisation. Its text is `role-<word>`.
    Role {
        Administrator = "administrator",
        ProgrammeManager = "programme-manager",
        Adviser = "adviser",
        LearningCoordinator = "learning-coordinator",
        Buyer = "buyer",
        FactoryManager = "factory-manager",
        Supervisor = "supervisor",
        WorkersRepresentative = "workers-representative",
        LabourInspector = "labour-inspector",
        OrganisationMember = "organisation-member",
        DevelopmentPartner = "development-partner",
    }
}

/// How far a role's actions reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The organisation itself and the organisations that belong to it.
    Organisation,
    /// Every organisation of the member organisation's country.
    Country,
    Everywhere,
}

/// One line of the role table.
pub struct RoleLine {
    pub role: Role,
    /// The kinds of organisations in which somebody can have this role.
    pub within: &'static [OrganisationKind],
    pub reach: Reach,
    /// Names of actions (`Action::NAME`).
    pub actions: &'static [&'static str],
}

word_enum! {
    /// The side of a factory's bipartite committee. Its text is `side-<word>`.
    Side { Management = "management", Workers = "workers" }
}

/// What a seat in force on a factory's bipartite committee opens in this very factory, whatever the role is of who sits
/// on it: seeing what the committee speaks about, and speaking for its side. It opens no work on it.
pub const SEAT_ACTIONS: &[&str] =
    &["engagement.see", "improvement.see", "improvement.speak", "pathway.see", "pathway.confirm"];

use OrganisationKind as In;

const COORDINATION: &[&str] = &[
    "organisation.see",
    "people.see",
    "people.invite",
    "import.make",
    "membership.grant",
    "membership.end",
    "enrolment.make",
    "enrolment.see",
    "enrolment.change",
    "plan.countersign",
    "report.see",
    "consent.see",
    "consent.ask",
    "shared.see",
    // Counts only where the organisation is a national or development partner.
    "report.see-country",
    "pathway-template.change",
];

/// Nobody grants a role with actions that they do not hold themselves.
pub const ROLE_TABLE: &[RoleLine] = &[
    RoleLine {
        role: Role::Administrator,
        within: &[In::Academy],
        reach: Reach::Everywhere,
        actions: &[
            "organisation.see",
            "organisation.register",
            "organisation.change",
            "people.see",
            "people.invite",
            "import.make",
            "people.suspend",
            "membership.grant",
            "membership.end",
            "course.publish",
            "newsletter.edit",
            "enrolment.make",
            "enrolment.see",
            "enrolment.change",
            "plan.countersign",
            "audit.see",
            "people.erase",
            "administration.see",
            "administration.change",
            "report.see",
            "report.see-country",
            "engagement.see",
            "engagement.change",
            "committee.keep",
            "assessment.plan",
            "rule-setting.change",
            "improvement.see",
            "improvement.work",
            "improvement.lead",
            "frame.change",
            "question.change",
            // Held to grant the roles that speak for factories and brands; nobody of the Academy speaks for them.
            "consent.see",
            "consent.give",
            "consent.ask",
            "shared.see",
            "sourcing.link",
            "webhook.manage",
            "pathway.see",
            "pathway.change",
            // Held to grant the roles that have it; only a side of the committee confirms.
            "pathway.confirm",
            "pathway-template.change",
            "suggestion.change",
            "group.see",
            "group.start-pathway",
        ],
    },
    RoleLine {
        role: Role::ProgrammeManager,
        within: &[In::Academy],
        reach: Reach::Country,
        actions: &[
            "organisation.see",
            "organisation.register",
            "organisation.change",
            "people.see",
            "people.invite",
            "import.make",
            "membership.grant",
            "membership.end",
            "enrolment.make",
            "enrolment.see",
            "enrolment.change",
            "plan.countersign",
            "report.see",
            "report.see-country",
            "engagement.see",
            "engagement.change",
            "committee.keep",
            "assessment.plan",
            "rule-setting.change",
            "improvement.see",
            "improvement.work",
            "improvement.lead",
            "question.change",
            // Held to grant the roles that speak for factories and brands; nobody of the Academy speaks for them.
            "consent.see",
            "consent.give",
            "consent.ask",
            "shared.see",
            "sourcing.link",
            "webhook.manage",
            "pathway.see",
            "pathway.change",
            // Held to grant the roles that have it; only a side of the committee confirms.
            "pathway.confirm",
            "pathway-template.change",
            "suggestion.change",
            "group.see",
            "group.start-pathway",
        ],
    },
    RoleLine {
        role: Role::Adviser,
        within: &[In::Academy],
        reach: Reach::Country,
        actions: &[
            "organisation.see",
            "people.see",
            "enrolment.make",
            "enrolment.see",
            "enrolment.change",
            "engagement.see",
            "engagement.change",
            "committee.keep",
            "assessment.plan",
            "import.make",
            "improvement.see",
            "improvement.work",
            "improvement.lead",
            "consent.see",
            "pathway.see",
            "pathway.change",
            "pathway-template.change",
        ],
    },
    RoleLine {
        role: Role::LearningCoordinator,
        within: &[
            In::Brand,
            In::Factory,
            In::ManufacturingGroup,
            In::Ministry,
            In::Inspectorate,
            In::EmployersOrganisation,
            In::WorkersOrganisation,
        ],
        reach: Reach::Organisation,
        actions: COORDINATION,
    },
    RoleLine { role: Role::Buyer, within: &[In::Brand], reach: Reach::Organisation, actions: &[] },
    RoleLine {
        role: Role::FactoryManager,
        within: &[In::Factory, In::ManufacturingGroup],
        reach: Reach::Organisation,
        actions: &[
            "organisation.see",
            "people.see",
            "people.invite",
            "import.make",
            "membership.grant",
            "membership.end",
            "enrolment.make",
            "enrolment.see",
            "enrolment.change",
            "plan.countersign",
            "report.see",
            // Counts only where the organisation is a national or development partner.
            "report.see-country",
            "engagement.see",
            "committee.keep",
            "improvement.see",
            "improvement.work",
            "consent.see",
            "consent.ask",
            "shared.see",
            "consent.give",
            "sourcing.link",
            "pathway.see",
            "pathway.confirm",
            "pathway-template.change",
            "group.see",
            "group.start-pathway",
        ],
    },
    RoleLine { role: Role::Supervisor, within: &[In::Factory], reach: Reach::Organisation, actions: &[] },
    RoleLine {
        role: Role::WorkersRepresentative,
        within: &[In::Factory],
        reach: Reach::Organisation,
        actions: &[
            "engagement.see",
            "committee.keep",
            "improvement.see",
            "improvement.work",
            "consent.see",
            "pathway.see",
            "pathway.confirm",
        ],
    },
    RoleLine {
        role: Role::LabourInspector,
        within: &[In::Ministry, In::Inspectorate],
        reach: Reach::Organisation,
        actions: &["report.see-country"],
    },
    RoleLine {
        role: Role::OrganisationMember,
        within: &[
            In::Brand,
            In::Factory,
            In::ManufacturingGroup,
            In::Ministry,
            In::Inspectorate,
            In::EmployersOrganisation,
            In::WorkersOrganisation,
        ],
        reach: Reach::Organisation,
        actions: &[],
    },
    RoleLine {
        role: Role::DevelopmentPartner,
        within: &[In::DevelopmentPartner],
        reach: Reach::Organisation,
        actions: &["report.see-country"],
    },
];

impl Role {
    pub fn line(self) -> Option<&'static RoleLine> {
        ROLE_TABLE.iter().find(|line| line.role == self)
    }

    pub fn allows(self, action: &str) -> bool {
        self.line().is_some_and(|line| line.actions.contains(&action))
    }

    pub fn fits(self, kind: OrganisationKind) -> bool {
        self.line().is_some_and(|line| line.within.contains(&kind))
    }
}

word_enum! {
    /// A person's sex as they state it (figures are disaggregated by it). Its text is `sex-<word>`.
    Sex {
        Female = "female",
        Male = "male",
        Other = "other",
        NotStated = "not-stated",
    }
}
