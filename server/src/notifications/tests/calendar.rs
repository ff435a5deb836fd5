//! The calendar feed.

use actix_web::http::{Method, StatusCode};

use super::*;

/// The path of the feed that the page shows.
fn path_in(page: &str) -> Option<String> {
    let rest = page.split_once("http://localhost:8080/calendars/")?.1;
    Some(format!("/calendars/{}", rest.split('"').next()?))
}

#[actix_web::test]
async fn dates_are_read_at_a_secret_address_until_it_is_revoked() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        assigned(&academy, &brand, Some(10)).await;
        let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
        assert!(buyer.opens("/profile/calendar").await.text.contains("No address yet"));
        let made = buyer.submits("/profile/calendar", "/profile/calendar", &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER);
        let path = path_in(&buyer.opens("/profile/calendar").await.text).unwrap();
        let mut program = academy.visitor().await;
        let calendar = program.opens(&path).await;
        assert_eq!(calendar.status, StatusCode::OK);
        assert!(
            calendar.text.contains("DTSTART;VALUE=DATE:20261202\r\nSUMMARY:Due: Buying\r\n")
                || calendar.text.contains("SUMMARY:Due: Buying\r\n"),
            "{}",
            calendar.text
        );
        assert!(calendar.text.contains("DTSTART;VALUE=DATE:20261202\r\n"), "{}", calendar.text);

        let new = buyer.submits("/profile/calendar", "/profile/calendar", &[]).await;
        assert_eq!(new.status, StatusCode::SEE_OTHER);
        let newer = path_in(&buyer.opens("/profile/calendar").await.text).unwrap();
        assert_ne!(path, newer);
        assert_eq!(program.opens(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(program.opens(&newer).await.status, StatusCode::OK);
        assert_eq!(program.opens("/calendars/wrong.ics").await.status, StatusCode::NOT_FOUND);
        buyer.submits("/profile/calendar", "/profile/calendar/revocation", &[]).await;
        assert_eq!(program.opens(&newer).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn an_unchanged_calendar_is_not_sent_twice_and_a_suspended_person_has_none() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    assigned(&academy, &brand, Some(10)).await;
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    buyer.submits("/profile/calendar", "/profile/calendar", &[]).await;
    let path = path_in(&buyer.opens("/profile/calendar").await.text).unwrap();
    let mut program = academy.visitor().await;
    let text = program.opens(&path).await.text;
    let hash: String =
        crate::platform::secrets::fingerprint(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hash}\"");
    let same = program.sends(Method::GET, &path, None, &[("if-none-match", &tag)]).await;
    assert_eq!((same.status, same.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    suspend(&academy, brand.buyer).await;
    assert_eq!(program.opens(&path).await.status, StatusCode::NOT_FOUND);
}
