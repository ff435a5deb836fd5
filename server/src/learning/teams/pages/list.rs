//! The teams that somebody may see; whoever has just one is led to it.

use actix_web::{Either, HttpResponse, web};
use serde::Serialize;

use crate::{
    learning::teams::access::{SeeTeam, SeeTeams, only_team},
    organisations::store::organisations::{self, Organisation, Wanted},
    platform::{
        Db, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, Pager},
    },
};

pub async fn teams(
    screen: Screen,
    permit: Permit<SeeTeams>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<Either<Redirect, HttpResponse>> {
    if let Some(team) = only_team(&permit.actor) {
        return Ok(Either::Left(Redirect::to(format!("/teams/{team}"))));
    }
    let search = query.text("search");
    let wanted = Wanted { search, page: query.page(), ..Default::default() };
    let (found, total) = organisations::list(db.read(), &SeeTeam::visible_to(&permit.actor), &wanted).await?;
    let teams = found.iter().map(|team| line(&screen, team)).collect();
    let pager = query.pager(&screen, "teams-shown", total);
    screen.show(&TeamsPage { search: search.to_owned(), teams, pager }).map(Either::Right)
}

fn line(screen: &Screen, team: &Organisation) -> TeamLine {
    TeamLine {
        url: format!("/teams/{}", team.id),
        name: team.name.clone(),
        kind: screen.text(&format!("organisation-kind-{}", team.kind.word())),
    }
}

#[derive(Serialize)]
pub struct TeamsPage {
    search: String,
    teams: Vec<TeamLine>,
    pager: Pager,
}

#[derive(Serialize)]
struct TeamLine {
    url: String,
    name: String,
    kind: String,
}

impl Page for TeamsPage {
    const TEMPLATE: &'static str = "teams/list";

    fn examples() -> Vec<Self> {
        let line = TeamLine {
            url: "/teams/1".to_owned(),
            name: "Northwind Apparel".to_owned(),
            kind: "Brand".to_owned(),
        };
        let page = |search: &str, teams| Self { search: search.to_owned(), teams, pager: Pager::example() };
        vec![page("", vec![line]), page("nowhere", Vec::new())]
    }
}
