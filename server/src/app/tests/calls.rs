//! Every call of the API, each answer of which is held to the document (`testing/document.rs`).

use actix_web::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app,
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Access, Language, PersonId,
        roles::{OrganisationKind, Role, Sex},
    },
    testing::{TestAcademy, caller::Caller},
};

async fn person(academy: &TestAcademy, name: &str) -> PersonId {
    let work = academy.begin().await;
    let new = NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: EmailAddress::parse(&format!("{}@academy.example", name.to_lowercase())).unwrap(),
        language: Language::En,
        sex: Sex::NotStated,
        password_hash: None,
    };
    let id = persons::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn administrator(academy: &TestAcademy) -> PersonId {
    let person = person(academy, "Ada").await;
    let work = academy.begin().await;
    let new = NewOrganisation {
        kind: OrganisationKind::Academy,
        name: "The Academy".to_owned(),
        country: None,
        part_of: None,
    };
    let organisation = organisations::add(&work, &new).await.unwrap();
    let starts_on = work.now().date_naive();
    let role = Role::Administrator;
    let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
    memberships::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    person
}

fn id_in(answer: &Value) -> String {
    let found = [&answer["id"], &answer["membership"]["id"], &answer["invitation"]["id"]];
    let id = found.iter().find_map(|id| id.as_str());
    id.unwrap_or_else(|| panic!("no id in {answer:#}")).to_owned()
}

#[actix_web::test]
async fn people_and_organisations_answer_as_the_document_says() {
    for academy in TestAcademy::on_both().await {
        let ada = administrator(&academy).await;
        let linh = person(&academy, "Linh").await;
        let mut caller = Caller::of(&academy, ada).await;
        for path in ["me", "organisations", "people", "courses", "enrolments"] {
            assert_eq!(caller.gets(&format!("/api/v1/{path}")).await.0, 200, "{path}");
        }
        let change = json!({ "name": "Ada First", "language": "vi", "sex": "female" });
        let (status, me) = caller.calls(Method::PATCH, "/api/v1/me", Some(change), "").await;
        assert_eq!((status, &me["language"]), (200, &json!("vi")));
        assert_eq!(caller.calls(Method::PATCH, "/api/v1/me", Some(json!({ "sex": "?" })), "").await.0, 422);

        let new = json!({ "kind": "factory", "name": "Green Thread", "country": "VN", "reference": "GT-1" });
        let (status, factory) = caller.posts("/api/v1/organisations", new.clone()).await;
        assert_eq!((status, &factory["reference"]), (201, &json!("GT-1")), "{factory}");
        assert_eq!(
            caller.posts("/api/v1/organisations", new).await.0,
            422,
            "one reference, one organisation"
        );
        let place = format!("/api/v1/organisations/{}", id_in(&factory));
        assert_eq!(caller.gets(&place).await.0, 200);
        let named = json!({ "name": "Green Thread Two" });
        let (_, changed) = caller.calls(Method::PATCH, &place, Some(named), "").await;
        assert_eq!((&changed["name"], &changed["reference"]), (&json!("Green Thread Two"), &json!("GT-1")));
        assert_eq!(caller.posts("/api/v1/organisations", json!({ "kind": "?", "name": "" })).await.0, 422);

        let grant = json!({ "person": linh, "role": "factory-manager", "ends_on": "2027-11-22" });
        let (status, granted) = caller.posts(&format!("{place}/memberships"), grant).await;
        assert_eq!(status, 201, "{granted}");
        assert_eq!(caller.gets(&format!("{place}/memberships")).await.0, 200);
        let membership = format!("/api/v1/memberships/{}", id_in(&granted));
        assert!(caller.calls(Method::DELETE, &membership, None, "").await.0 < 300);

        let new = json!({ "name": "Minh", "email": "minh@factory.example", "role": "supervisor" });
        let (status, invited) = caller.posts(&format!("{place}/invitations"), new).await;
        assert_eq!(status, 201, "{invited}");
        let (_, list) = caller.gets(&format!("{place}/invitations")).await;
        assert_eq!(list["invitations"].as_array().map(Vec::len), Some(1), "{list}");
        let invitation = format!("/api/v1/invitations/{}", id_in(&invited));
        assert!(caller.calls(Method::DELETE, &invitation, None, "").await.0 < 300);

        let colleague = format!("/api/v1/people/{linh}");
        assert_eq!(caller.gets(&colleague).await.0, 200);
        let suspension = format!("{colleague}/suspension");
        assert_eq!(caller.posts(&suspension, json!({ "reason": "" })).await.0, 422);
        assert_eq!(caller.posts(&suspension, json!({ "reason": "Left the company" })).await.0, 204);
        let (_, shown) = caller.gets(&colleague).await;
        assert_eq!(shown["suspended"], true);
        assert_eq!(caller.calls(Method::DELETE, &suspension, None, "").await.0, 204);
    }
}

/// Where ids are made up and bodies are empty, what comes back is still what the document says.
#[actix_web::test]
async fn every_call_with_made_up_ids_answers_as_the_document_says() {
    let academy = TestAcademy::new().await;
    let ada = administrator(&academy).await;
    let mut caller = Caller::of(&academy, ada).await;
    for line in app::routes().0.into_iter().filter(|line| line.access == Access::Token) {
        let part = |part: &str| match part.starts_with('{') {
            true => Uuid::from_u128(404).to_string(),
            false => part.to_owned(),
        };
        let path = line.path.split('/').map(part).collect::<Vec<_>>().join("/");
        let takes = ![Method::GET, Method::DELETE].contains(&line.method);
        let (status, _) = caller.calls(line.method.clone(), &path, takes.then(|| json!({})), "").await;
        assert!(status < 500, "{} {path}: {status}", line.method);
    }
}
