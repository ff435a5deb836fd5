//! Findings of an assessment whose report is not released wait, and are nowhere else: no item, count, export or event
//! speaks of them. The rule: a finding of an assessment waits where its factory has an assessment that is not released and
//! was planned in the cycle of the finding or before, whatever the day of the finding and whatever cycle the assessment
//! was taken into since: else whoever brings findings could ask for the day of the assessment, or on which side of a new
//! cycle it lies. Only of the days of another assessment, whose report is released, nothing waits. With the release of the
//! report they become items of the plan.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};
use serde_json::json;

use super::{Deed, Finding, taking::take_in_released};
use crate::{
    engagement::{self, AssessmentId, Unreleased, assessments::commands::WAITED_FINDINGS, news::Released},
    improvement::{model::SourceKind, store::sources::SourceKey},
    platform::{JobContext, OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(HeldId);

mod held {
    use sea_orm::entity::prelude::*;

    use super::HeldId;
    use crate::{
        engagement::AssessmentId,
        improvement::model::SourceKind,
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "held_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: HeldId,
        pub factory_id: OrganisationId,
        pub assessment_id: AssessmentId,
        pub kind: SourceKind,
        pub reference: String,
        pub cycle_number: i32,
        pub finding: String,
        pub brought_at: DateTimeUtc,
        pub brought_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use held::{ActiveModel, Column, Entity};

/// A finding waits once: by its source, within its cycle.
const ONCE: [Column; 4] = [Column::FactoryId, Column::Kind, Column::Reference, Column::CycleNumber];

/// What waits of some findings, and what they add to it.
#[derive(Default)]
pub struct Waiting {
    assessments: Vec<Unreleased>,
    /// First and last days of assessments of which all is known.
    released: Vec<(OrganisationId, NaiveDate, NaiveDate)>,
    is_only_by_day: bool,
    there: HashMap<SourceKey, Finding>,
    new: BTreeMap<(AssessmentId, String, i32), Finding>,
}

impl Waiting {
    /// At most three queries, and none for findings of other sources.
    pub async fn of(read: &Read, findings: &[&Finding]) -> Outcome<Self> {
        let own = findings.iter().filter(|finding| finding.kind == SourceKind::BwAssessment);
        let mut factories: Vec<OrganisationId> = own.map(|finding| finding.factory).collect();
        factories.sort_unstable();
        factories.dedup();
        if factories.is_empty() {
            return Ok(Self::default());
        }
        let assessments = engagement::unreleased_at(read, &factories).await?;
        if assessments.is_empty() {
            return Ok(Self::default());
        }
        let released = engagement::days_of_released(read, &factories).await?;
        let rows = Entity::find().filter(Column::FactoryId.is_in(factories)).all(read).await?;
        let there = rows.into_iter().map(|row| parsed(&row.finding)).collect::<Outcome<Vec<Finding>>>()?;
        let there = there.into_iter().map(|finding| (finding.source_key(), finding)).collect();
        Ok(Self { assessments, released, there, ..Self::default() })
    }

    /// What becomes of a finding that must wait; nothing for one that need not.
    pub fn take(&mut self, finding: &Finding) -> Option<Deed> {
        let assessment = self.assessment_of(finding)?;
        let key = finding.source_key();
        let deed = match self.there.get(&key) {
            Some(there) if there == finding => return Some(Deed::Nothing),
            Some(_) => Deed::Corrected,
            None => Deed::Made,
        };
        self.there.insert(key, finding.clone());
        self.new.insert((assessment, finding.reference.clone(), finding.cycle), finding.clone());
        Some(deed)
    }

    fn assessment_of(&self, finding: &Finding) -> Option<AssessmentId> {
        if finding.kind != SourceKind::BwAssessment {
            return None;
        }
        let is_of = |one: &&Unreleased| one.factory == finding.factory && one.since <= finding.cycle;
        let mut own = self.assessments.iter().filter(is_of);
        let begun = own.clone().find(|one| one.first_on <= finding.found_on);
        // Where none had begun, the last one.
        let may_be_later = !self.is_only_by_day && !self.is_known(finding);
        let found = begun.or_else(|| own.next().filter(|_| may_be_later))?;
        Some(found.assessment)
    }

    /// Whether the finding is of a day on which another assessment was made, whose report is released.
    fn is_known(&self, finding: &Finding) -> bool {
        self.released.iter().any(|(factory, first_on, last_on)| {
            *factory == finding.factory && (*first_on..=*last_on).contains(&finding.found_on)
        })
    }

    /// With a report all is taken that waited for it, but for what another assessment may have found.
    pub fn only_by_day(&mut self) {
        self.is_only_by_day = true;
    }

    pub async fn write(&self, work: &UnitOfWork, by: PersonId) -> Outcome<()> {
        if self.new.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::new();
        let mut counts: BTreeMap<AssessmentId, u32> = BTreeMap::new();
        for ((assessment, ..), finding) in &self.new {
            *counts.entry(*assessment).or_default() += 1;
            rows.push(ActiveModel {
                id: Set(work.new_id()),
                factory_id: Set(finding.factory),
                assessment_id: Set(*assessment),
                kind: Set(finding.kind),
                reference: Set(finding.reference.clone()),
                cycle_number: Set(finding.cycle),
                finding: Set(serde_json::to_string(finding).map_err(Problem::internal)?),
                brought_at: Set(work.now()),
                brought_by_person_id: Set(by),
            });
        }
        let again = OnConflict::columns(ONCE)
            .update_columns([
                Column::AssessmentId,
                Column::Finding,
                Column::BroughtAt,
                Column::BroughtByPersonId,
            ])
            .to_owned();
        for some in rows.chunks(500) {
            Entity::insert_many(some.to_vec())
                .on_conflict(again.clone())
                .exec_without_returning(work)
                .await?;
        }
        // The audit learns of it with the release.
        for (assessment, count) in counts {
            let details = json!({ "findings": count });
            engagement::note_in_secret(work, assessment, WAITED_FINDINGS, &details, by).await?;
        }
        Ok(())
    }
}

fn parsed(text: &str) -> Outcome<Finding> {
    serde_json::from_str(text).map_err(Problem::internal)
}

/// What waits of an assessment, for those who plan and make it.
pub async fn waiting_of(read: &Read, assessment: AssessmentId) -> Outcome<Vec<(HeldId, Finding)>> {
    let own = Entity::find().filter(Column::AssessmentId.eq(assessment)).order_by_asc(Column::Id);
    own.all(read).await?.into_iter().map(|row| Ok((row.id, parsed(&row.finding)?))).collect()
}

/// The report is released: what waited becomes part of the plan, each by whoever brought it.
pub async fn let_go(context: JobContext, news: Released) -> Outcome<()> {
    let work = context.db.begin().await?;
    let own = Entity::find().filter(Column::AssessmentId.eq(news.assessment)).order_by_asc(Column::Id);
    let mut brought: BTreeMap<PersonId, Vec<Finding>> = BTreeMap::new();
    for row in own.all(&*work).await? {
        brought.entry(row.brought_by_person_id).or_default().push(parsed(&row.finding)?);
    }
    // First, so that what belongs to another assessment that is still secret can wait anew.
    Entity::delete_many().filter(Column::AssessmentId.eq(news.assessment)).exec(&work).await?;
    for (by, findings) in brought {
        let findings: Vec<_> = findings.into_iter().map(Ok).collect();
        take_in_released(&work, &findings, by).await?;
    }
    work.commit().await
}
