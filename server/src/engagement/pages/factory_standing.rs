//! Where a factory stands, on its page: the service package, high performers, serious issues.

use super::{
    factory::Seen,
    name_of,
    performers::performer_line,
    shown::{Line, Section, day_words, said},
};
use crate::{
    engagement::{
        model::package::Package,
        standing::{
            packages::{self, ConfirmedPackage},
            performers, store as standing,
        },
    },
    people::store::persons,
    platform::Outcome,
};

impl Seen<'_> {
    pub async fn standing(&self) -> Outcome<Section> {
        let screen = self.screen;
        let mut section = Section::new(screen, "standing-title");
        if let Some(cycle) = self.cycles.iter().find(|cycle| cycle.ended_on.is_none())
            && let Some(package) = packages::confirmed(self.read, self.factory, cycle.id).await?
        {
            self.package(&mut section, package).await?;
        }
        section.lines.extend(self.performers().await?);
        section.lines.extend(self.issues().await?);
        if section.lines.is_empty() {
            section.empty = screen.text("standing-nothing");
        }
        if self.may_change {
            section.action(screen, self.under("package/new"), "package-confirm-action");
            section.action(screen, self.under("high-performer/new"), "high-performer-grant-action");
            section.action(screen, self.under("serious-issues/new"), "serious-issue-open-action");
        }
        Ok(section)
    }

    /// What was confirmed, by whom and when; and what was proposed and why, with the reason of whoever chose another.
    async fn package(&self, section: &mut Section, package: ConfirmedPackage) -> Outcome<()> {
        let screen = self.screen;
        let name = |package: Package| screen.text(&format!("package-{}", package.word()));
        section.fact(screen, "engagement-field-package", name(package.confirmed));
        let names = persons::people(self.read, [package.by]).await?;
        let who = format!("{}, {}", name_of(&names, Some(package.by)), day_words(screen, package.on));
        section.fact(screen, "package-confirmed-by", who);
        let reasons: Vec<String> = package.reasons.iter().map(|reason| said(screen, reason)).collect();
        section.fact(screen, "package-was-proposed", name(package.proposed));
        section.fact(screen, "package-proposed-because", reasons.join(" "));
        let key =
            if package.proposed == package.confirmed { "package-remark" } else { "package-other-because" };
        if !package.reason.is_empty() {
            section.fact(screen, key, package.reason);
        }
        Ok(())
    }

    async fn performers(&self) -> Outcome<Vec<Line>> {
        let known = performers::performers_of(self.read, self.factory.id).await?;
        let ids: Vec<performers::PerformerId> = known.iter().map(|performer| performer.id).collect();
        let answers = performers::answers(self.read, &ids).await?;
        let line = |performer: performers::Performer| {
            let given = answers.get(&performer.id).map(Vec::as_slice).unwrap_or_default();
            performer_line(self.screen, performer, given, self.may_change)
        };
        Ok(known.into_iter().map(line).collect())
    }

    async fn issues(&self) -> Outcome<Vec<Line>> {
        let line = |issue: standing::SeriousIssue| {
            let (state, key) = match issue.closed_on {
                None => ("overdue", "serious-issue-open"),
                Some(_) => ("done", "serious-issue-closed"),
            };
            let open = self.may_change && issue.closed_on.is_none();
            let mut line = Line {
                title: self.screen.text(&format!("serious-issue-{}", issue.kind.word())),
                words: issue.close_reason.into_iter().collect(),
                soft: vec![day_words(self.screen, issue.found_on)],
                state,
                state_word: self.screen.text(key),
                ..Line::default()
            };
            if open {
                let path = format!("/serious-issues/{}/closing", issue.id);
                line.action(self.screen, path, "serious-issue-close-action");
            }
            line
        };
        Ok(standing::issues_of(self.read, self.factory.id).await?.into_iter().map(line).collect())
    }
}
