//! Courses, their versions, what is published, and the words by which they are found.

use sea_orm_migration::prelude::*;

use crate::columns::{id, index, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let course = table("course", vec![id(), text("slug"), time("made_at")]);
    let mut version = table(
        "course_version",
        vec![
            id(),
            link("course_id"),
            number("number"),
            text("content_hash"),
            // The whole course as `courses::Course` in JSON.
            text("document"),
            time("imported_at"),
            link("imported_by_person_id"),
        ],
    );
    references(&mut version, "course_id", "course");
    // The version that new learners get: the newest publication that was not withdrawn.
    let mut publication = table(
        "publication",
        vec![
            id(),
            link("course_id"),
            link("course_version_id"),
            time("at"),
            link("by_person_id"),
            optional(time("withdrawn_at")),
            optional(link("withdrawn_by_person_id")),
        ],
    );
    references(&mut publication, "course_id", "course");
    references(&mut publication, "course_version_id", "course_version");
    // What lists show of a published course, one row for each language.
    let mut listing = table(
        "course_listing",
        vec![
            link("course_id"),
            text("language"),
            link("course_version_id"),
            text("slug"),
            text("title"),
            text("summary"),
            // JSON arrays of words.
            text("themes"),
            text("audiences"),
            number("minutes"),
            number("modules"),
        ],
    );
    listing.primary_key(Index::create().col("course_id").col("language"));
    references(&mut listing, "course_id", "course");
    references(&mut listing, "course_version_id", "course_version");
    let mut word = table(
        "course_word",
        vec![
            link("course_id"),
            text("language"),
            // The word in lower case with its marks, and without them.
            text("exact"),
            text("folded"),
            // 3 title, 2 summary and promise, 1 module titles, 0 headings of steps.
            number("weight"),
        ],
    );
    word.primary_key(Index::create().col("course_id").col("language").col("exact"));
    references(&mut word, "course_id", "course");
    make(
        manager,
        vec![course, version, publication, listing, word],
        vec![
            unique("course_slug", "course", &["slug"]),
            unique("course_version_number", "course_version", &["course_id", "number"]),
            index("publication_by_course", "publication", &["course_id", "withdrawn_at"]),
            index("course_listing_slug", "course_listing", &["slug"]),
            index("course_word_folded", "course_word", &["folded"]),
        ],
    )
    .await
}
