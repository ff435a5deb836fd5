//! Every route as nobody, and as a stranger: somebody signed in who belongs nowhere.

use actix_web::http::{Method, StatusCode};
use uuid::Uuid;

use crate::{
    app,
    people::{EmailAddress, NewPerson, PersonName, store::persons},
    platform::{
        Access, Language, PersonId,
        roles::{ROLE_TABLE, Sex},
        routes::RouteLine,
    },
    testing::{Answer, TestAcademy, Visitor},
};

const PASSWORD: &str = "cotton-indigo-thread";

#[test]
fn every_route_says_who_may_come_in() {
    let lines: Vec<String> = app::routes()
        .0
        .iter()
        .map(|line| format!("{:7} {:9} {}", line.method.as_str(), format!("{:?}", line.access), line.path))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_role_table_is_as_it_was_agreed() {
    let lines: Vec<String> = ROLE_TABLE
        .iter()
        .map(|line| {
            let within: Vec<&str> = line.within.iter().map(|kind| kind.word()).collect();
            let (role, reach) = (line.role.word(), line.reach);
            format!(
                "{role}\n  within {}\n  reach  {reach:?}\n  may    {}",
                within.join(", "),
                line.actions.join(", ")
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[actix_web::test]
async fn nobody_gets_past_a_route_that_is_not_public() {
    let academy = TestAcademy::new().await;
    for line in app::routes().0 {
        let answer = call(&mut academy.visitor().await, &line).await;
        let name = format!("{} {}: {}", line.method, line.path, answer.status);
        match line.access {
            Access::Public => assert!(!answer.status.is_server_error(), "{name}"),
            Access::SignedIn => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
                assert!(answer.location.is_some_and(|location| location.starts_with("/sign-in")), "{name}");
            }
            Access::Token => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}"),
        }
    }
}

#[actix_web::test]
async fn what_can_be_got_can_be_asked_for_without_its_body() {
    let academy = TestAcademy::new().await;
    for mut line in app::routes().0.into_iter().filter(|line| line.method == Method::GET) {
        let got = call(&mut academy.visitor().await, &line).await;
        line.method = Method::HEAD;
        let asked = call(&mut academy.visitor().await, &line).await;
        assert_eq!((asked.status, asked.location), (got.status, got.location), "{}", line.path);
    }
}

#[actix_web::test]
async fn a_stranger_finds_nothing_behind_an_id() {
    let academy = TestAcademy::new().await;
    let mut stranger = signed_in(&academy).await;
    for line in app::routes().0 {
        let names_something = line.path.contains('{') && !line.path.starts_with("/assets");
        if line.access != Access::SignedIn || line.method != Method::GET || !names_something {
            continue;
        }
        let answer = call(&mut stranger, &line).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {}", line.method, line.path);
    }
}

#[actix_web::test]
async fn no_form_is_taken_without_the_token_of_one_of_our_pages() {
    let academy = TestAcademy::new().await;
    let mut stranger = signed_in(&academy).await;
    for line in app::routes().0 {
        if line.method != Method::POST || line.path.starts_with("/api/") {
            continue;
        }
        let mut answer = call(&mut stranger, &line).await;
        // It takes a file, and said so before it was known who asks: as a file, then.
        if answer.status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            let kind = ("content-type", "multipart/form-data; boundary=part");
            let body = "--part\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n\r\n--part--\r\n";
            answer = stranger.sends(Method::POST, &path_of(&line), Some(body.to_owned()), &[kind]).await;
        }
        let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
        assert!(refused, "{} {}: {}", line.method, line.path, answer.status);
    }
}

#[actix_web::test]
async fn what_is_wrong_with_a_body_is_told_to_those_alone_who_may_send_it() {
    /// About oneself: everybody who signed in may send these.
    const OWN: [&str; 3] =
        ["/profile/sign-ins/{sign_in}/end", "/notices/{notice}/reading", "/api/v1/notices/{notice}/reading"];
    let academy = TestAcademy::new().await;
    let mut stranger = signed_in(&academy).await;
    let body = format!(r#"{{"email": "stranger@example.org", "password": "{PASSWORD}"}}"#);
    let json = ("content-type", "application/json");
    let given = stranger.sends(Method::POST, "/api/v1/tokens", Some(body), &[json]).await;
    let given: serde_json::Value = serde_json::from_str(&given.text).unwrap();
    let bearer = format!("Bearer {}", given["token"].as_str().unwrap());
    let mut called = 0;
    for line in app::routes().0 {
        let takes = [Method::POST, Method::PUT, Method::PATCH].contains(&line.method);
        let names_something = line.path.contains('{') && !OWN.contains(&line.path);
        let headers = match line.access {
            Access::Public => continue,
            Access::SignedIn => vec![("content-type", "text/plain")],
            Access::Token => vec![("authorization", bearer.as_str()), json],
        };
        if takes && names_something {
            let unreadable = Some("{".to_owned());
            let answer = stranger.sends(line.method.clone(), &path_of(&line), unreadable, &headers).await;
            let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
            assert!(refused, "{} {}: {} {}", line.method, line.path, answer.status, answer.text);
            called += 1;
        }
    }
    assert!(called > 100, "{called}");
}

async fn call(visitor: &mut Visitor<'_>, line: &RouteLine) -> Answer {
    let path = path_of(line);
    if [Method::GET, Method::HEAD, Method::DELETE].contains(&line.method) {
        return visitor.sends(line.method.clone(), &path, None, &[]).await;
    }
    let (body, kind) = if path.starts_with("/api/") {
        ("{}", "application/json")
    } else {
        ("", "application/x-www-form-urlencoded")
    };
    visitor.sends(line.method.clone(), &path, Some(body.to_owned()), &[("content-type", kind)]).await
}

/// With the id of nothing wherever one stands.
fn path_of(line: &RouteLine) -> String {
    let id =
        |part: &str| if part.starts_with('{') { Uuid::from_u128(404).to_string() } else { part.to_owned() };
    line.path.split('/').map(id).collect::<Vec<_>>().join("/")
}

async fn signed_in(academy: &TestAcademy) -> Visitor<'_> {
    let hash = academy.academy.passwords.hash(PASSWORD).await.unwrap();
    let work = academy.begin().await;
    let new = NewPerson {
        name: PersonName::parse("Nobody Known").unwrap(),
        email: EmailAddress::parse("stranger@example.org").unwrap(),
        language: Language::En,
        sex: Sex::NotStated,
        password_hash: Some(hash),
    };
    let _: PersonId = persons::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    let mut visitor = academy.visitor().await;
    let fields = [("email", "stranger@example.org"), ("password", PASSWORD)];
    let answer = visitor.submits("/sign-in", "/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    visitor
}
