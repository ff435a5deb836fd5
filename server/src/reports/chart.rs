//! The chart beside the table: a bar for each figure, from zero, each with its own label. The page draws it as SVG.

use serde::Serialize;

/// More rows make no picture any more.
const MOST_ROWS: usize = 12;
const LONGEST_LABEL: usize = 46;

/// Where bars begin and how long the longest is, in the units of the picture (400 wide).
const BAR_START: i32 = 112;
const BAR_LONGEST: i32 = 222;
const LABEL_HEIGHT: i32 = 24;
const BAR_STEP: i32 = 19;
const GROUP_GAP: i32 = 14;

#[derive(Clone, Serialize)]
pub struct Chart {
    height: i32,
    bar_start: i32,
    groups: Vec<Group>,
    /// Rows that the table has and the chart has not.
    left_out: usize,
}

#[derive(Clone, Serialize)]
struct Group {
    text: String,
    y: i32,
    bars: Vec<Bar>,
}

#[derive(Clone, Serialize)]
struct Bar {
    measure: String,
    /// The figure's own word in the style sheet.
    kind: &'static str,
    y: i32,
    text_y: i32,
    width: i32,
    number_x: i32,
    people: i32,
    withheld: bool,
}

/// One figure to draw: what it measures, and how many people, where that may be told.
pub struct Drawn {
    pub measure: String,
    pub kind: &'static str,
    pub people: Option<i32>,
}

impl Chart {
    /// Nothing where there is nothing to compare.
    pub fn of(rows: Vec<(String, Vec<Drawn>)>) -> Option<Self> {
        let told = rows.iter().take(MOST_ROWS).flat_map(|(_, figures)| figures);
        let largest = told.filter_map(|figure| figure.people).max().filter(|largest| *largest > 0)?;
        let left_out = rows.len().saturating_sub(MOST_ROWS);
        let mut y = 0;
        let groups = rows.into_iter().take(MOST_ROWS).map(|(text, figures)| {
            let top = y;
            let bars: Vec<Bar> =
                (0..).zip(figures).map(|(line, figure)| bar(top, line, figure, largest)).collect();
            let lines = i32::try_from(bars.len()).unwrap_or(0);
            y += LABEL_HEIGHT + lines * BAR_STEP + GROUP_GAP;
            Group { text: shortened(text), y: top + 16, bars }
        });
        let groups = groups.collect();
        Some(Self { height: y, bar_start: BAR_START, groups, left_out })
    }

    pub fn example() -> Option<Self> {
        let figure = |people| Drawn { measure: "Enrolled".to_owned(), kind: "enrolled", people };
        let row = |people| ("Viet Nam".to_owned(), vec![figure(people), figure(None)]);
        Self::of((0..14).map(|people| row(Some(people * 1000))).collect())
    }
}

fn bar(top: i32, line: i32, figure: Drawn, largest: i32) -> Bar {
    let people = figure.people.unwrap_or_default();
    let length = i64::from(people) * i64::from(BAR_LONGEST) / i64::from(largest);
    let shortest = i64::from(people > 0);
    let width = i32::try_from(length.max(shortest)).unwrap_or(BAR_LONGEST);
    let y = top + LABEL_HEIGHT + line * BAR_STEP;
    Bar {
        measure: figure.measure,
        kind: figure.kind,
        y,
        text_y: y + 12,
        width,
        number_x: BAR_START + width + 6,
        people,
        withheld: figure.people.is_none(),
    }
}

fn shortened(text: String) -> String {
    if text.chars().count() <= LONGEST_LABEL {
        return text;
    }
    text.chars().take(LONGEST_LABEL - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(people: &[Option<i32>]) -> (String, Vec<Drawn>) {
        let figure =
            |people: &Option<i32>| Drawn { measure: String::new(), kind: "enrolled", people: *people };
        ("row".to_owned(), people.iter().map(figure).collect())
    }

    #[test]
    fn bars_begin_at_zero_and_are_as_long_as_their_figures() {
        let chart = Chart::of(vec![row(&[Some(200), Some(100)]), row(&[Some(1), Some(0)])]).unwrap();
        let widths: Vec<i32> =
            chart.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.width).collect();
        assert_eq!(widths, [222, 111, 1, 0]);
    }

    #[test]
    fn a_withheld_figure_has_no_bar_and_scales_nothing() {
        let chart = Chart::of(vec![row(&[None, Some(10)])]).unwrap();
        assert_eq!(chart.groups[0].bars[0].width, 0);
        assert_eq!(chart.groups[0].bars[1].width, 222);
        assert!(Chart::of(vec![row(&[None, Some(0)])]).is_none(), "nothing to compare");
    }

    #[test]
    fn a_long_report_says_how_many_rows_its_chart_leaves_out() {
        let chart = Chart::of((0..20).map(|_| row(&[Some(7)])).collect()).unwrap();
        assert_eq!((chart.groups.len(), chart.left_out), (12, 8));
    }
}
