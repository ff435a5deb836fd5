use crate::{
    improvement::{clusters, frame, points, themes},
    platform::Language,
    testing::TestAcademy,
};

#[actix_web::test]
async fn a_new_academy_has_the_frame_and_gets_it_once() {
    for academy in TestAcademy::on_both().await {
        let read = academy.db().read();
        frame::furnish(academy.db()).await.unwrap();
        let (clusters, points) = (clusters(read).await.unwrap(), points(read).await.unwrap());
        assert_eq!((clusters.len(), points.len()), (8, 38));
        assert_eq!(points.iter().filter(|point| point.confirmed).count(), 19);
        let codes: Vec<&str> = clusters.iter().map(|cluster| cluster.code.as_str()).collect();
        assert!(points.iter().all(|point| codes.contains(&point.cluster_code.as_str())));
        assert!(themes(read).await.unwrap().iter().all(|theme| !theme.name(Language::Vi).is_empty()));
        let questions = frame::store::all_questions(read).await.unwrap();
        assert!(questions.iter().all(|question| !question.confirmed && !question.law_reference.is_empty()));
        let known = |code: &str| points.iter().any(|point| point.code == code);
        assert!(questions.iter().all(|question| known(&question.point_code)));
    }
}
