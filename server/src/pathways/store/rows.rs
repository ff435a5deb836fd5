//! The tables of pathways.

use crate::{
    pathways::model::{GoalId, PathwayId, StageId, StepId, TemplateId},
    platform::{OrganisationId, PersonId},
};

pub mod pathway_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::{OrganisationId, PathwayId, PersonId, TemplateId};

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PathwayId,
        pub organisation_id: OrganisationId,
        pub cycle_id: Option<Uuid>,
        pub template_id: Option<TemplateId>,
        pub name: String,
        pub owner_person_id: Option<PersonId>,
        pub starts_on: Option<Date>,
        pub ends_on: Option<Date>,
        pub changes: i32,
        pub made_at: DateTimeUtc,
        pub made_by_person_id: PersonId,
        pub changed_at: DateTimeUtc,
        pub changed_by_person_id: PersonId,
        pub group_id: Option<OrganisationId>,
        pub adviser_person_id: Option<PersonId>,
        pub ended_at: Option<DateTimeUtc>,
        pub ended_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod stage_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::{PathwayId, StageId};

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_stage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StageId,
        pub pathway_id: PathwayId,
        pub position: i32,
        pub name: String,
        pub starts_on: Option<Date>,
        pub ends_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod goal_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::{GoalId, PathwayId};
    use crate::pathways::model::GoalKind;

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_goal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GoalId,
        pub pathway_id: PathwayId,
        pub position: i32,
        pub kind: GoalKind,
        pub goal: String,
        pub measure: String,
        pub due_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod step_row {
    use sea_orm::entity::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::{PathwayId, PersonId, StageId, StepId};
    use crate::{
        catalogue::CourseVersionId,
        pathways::model::{GoalKind, Relation as ToOther, Side, StepDelivery, StepKind},
        platform::roles::{Role, Sex},
    };

    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StepId,
        pub pathway_id: PathwayId,
        pub stage_id: Option<StageId>,
        pub item_id: Option<Uuid>,
        pub compliance_point: Option<String>,
        pub position: i32,
        pub kind: StepKind,
        pub delivery: StepDelivery,
        pub goal: GoalKind,
        pub name: String,
        pub course: Option<String>,
        pub course_version_id: Option<CourseVersionId>,
        pub starts_on: Option<Date>,
        pub due_on: Option<Date>,
        pub place: String,
        pub owner_person_id: Option<PersonId>,
        pub other_step_id: Option<StepId>,
        pub relation: Option<ToOther>,
        pub role: Option<Role>,
        pub side: Option<Side>,
        pub sex: Option<Sex>,
        pub department: String,
        pub coverage: i32,
        pub done_on: Option<Date>,
        pub done_by_person_id: Option<PersonId>,
        pub done_note: String,
        pub removed_at: Option<DateTimeUtc>,
        /// How many changes the pathway had with the last change of this step.
        #[serde(default)]
        pub changed_with: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
