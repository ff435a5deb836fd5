//! A Step 1 self-assessment: answers by topic, of which those that say that something is missing become findings.

use std::collections::HashMap;

use serde::Deserialize;

use super::{
    Finding,
    importer::{FindingsImport, column},
    reading::{Reader, Written},
};
use crate::{
    improvement::{access::BringFindings, model::SourceKind},
    platform::{
        Action, Actor, Language, Outcome, Problem, Read, Sentence, Texts,
        folding::fold,
        imports::{Given, Import, Importer},
        spreadsheets::{Column, Row, Table},
    },
};

pub struct SlcpImporter;

const COLUMNS: &[Column] = &[
    column("factory", "import-factory", "import-factory-also", false),
    column("assessment", "import-slcp-assessment", "import-slcp-assessment-also", true),
    column("question", "import-slcp-question", "import-slcp-question-also", true),
    column("topic", "import-slcp-topic", "import-slcp-topic-also", true),
    column("finding", "import-slcp-finding", "import-slcp-finding-also", true),
    column("completed_on", "import-slcp-completed-on", "import-slcp-completed-on-also", true),
    column("answer", "import-slcp-answer", "import-slcp-answer-also", false),
    column("point", "import-point", "import-point-also", false),
];

#[derive(Deserialize)]
struct Topics {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
struct Topic {
    point: String,
    words: Vec<String>,
}

#[async_trait::async_trait]
impl Importer for SlcpImporter {
    fn kind(&self) -> &'static str {
        "slcp"
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn may(&self, actor: &Actor) -> bool {
        actor.may_anywhere(BringFindings::NAME)
    }

    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>> {
        let texts = given.engine.texts();
        let reader = Reader::of_reach::<BringFindings>(read, &given.actor, texts, given.now).await?;
        let topics: Topics = toml::from_str(include_str!("slcp.toml")).map_err(Problem::internal)?;
        let points: HashMap<String, String> = topics
            .topic
            .iter()
            .flat_map(|topic| topic.words.iter().map(|word| (fold(word), topic.point.clone())))
            .collect();
        let rows = table.rows.iter().map(|row| (row.line, answer(&reader, &points, texts, row)));
        let rows = rows.collect();
        let names = reader.names(&given);
        Ok(Box::new(FindingsImport::of(&given, names, rows)))
    }
}

/// What a row finds; where the answer is as it should be, that nothing is found any more.
fn answer(
    reader: &Reader,
    points: &HashMap<String, String>,
    texts: &Texts,
    row: &Row,
) -> Result<Finding, Sentence> {
    if let Some(fault) = row.fault() {
        return Err(fault);
    }
    let is_found = says_yes(texts, row.text("finding"))?;
    let (assessment, question) = (row.text("assessment"), row.text("question"));
    if assessment.is_empty() || question.is_empty() {
        return Err("finding-slcp-reference-missing".into());
    }
    let reference = format!("{assessment}/{question}");
    let written = Written {
        factory: row.text("factory"),
        source: SourceKind::SlcpSelfAssessment.word(),
        reference: &reference,
        found_on: row.text("completed_on"),
        text: row.text("answer"),
        ..Written::default()
    };
    if !is_found {
        return reader.gone(SourceKind::SlcpSelfAssessment, &written);
    }
    let topic = row.text("topic");
    let point = match row.optional("point") {
        Some(point) => point,
        None => {
            let found = points.get(&fold(topic)).map(String::as_str);
            found.ok_or_else(|| Sentence::of("finding-slcp-topic-unknown").with("word", topic))?
        }
    };
    reader.finding(&Written { point, ..written })
}

fn says_yes(texts: &Texts, word: &str) -> Result<bool, Sentence> {
    let word = fold(word);
    // Nothing is found, and nothing is taken back, by a question that nobody answered.
    if word.is_empty() {
        return Err("finding-slcp-unanswered".into());
    }
    let is_one_of = |key: &'static str| {
        Language::ALL
            .into_iter()
            .any(|language| texts.plain(language, key).split('|').any(|one| fold(one) == word))
    };
    if is_one_of("import-yes-words") {
        Ok(true)
    } else if is_one_of("import-no-words") {
        Ok(false)
    } else {
        Err(Sentence::of("finding-slcp-yes-or-no").with("word", word))
    }
}
