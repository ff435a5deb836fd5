pathway-kind-course = Course
pathway-kind-workshop = Workshop
pathway-kind-visit = Advisory visit
pathway-kind-task = Task
pathway-delivery-in-person = in person
pathway-delivery-virtual = virtual
pathway-delivery-digital = digital
pathway-goal-compliance = Compliance
pathway-goal-learning = Learning
pathway-goal-social-dialogue = Social dialogue
pathway-goal-internal-systems = Internal systems
pathway-side-management = Management
pathway-side-workers = Workers

suggestion-because-severe = The finding is severe.
suggestion-because-medium = The finding is of medium severity.
suggestion-because-low = The finding is of low severity.
suggestion-because-repeated = It was found in { $cycles } cycles.
suggestion-because-reach = It helps with { $items } items of the plan.
suggestion-because-cause = It answers the root cause that the plan names.
suggestion-because-new = Nobody in this factory has completed it yet.
suggestion-because-learned = { $done } of { $people } people have completed it already.
suggestion-because-session = It is complete only together with a session that somebody facilitates.
suggestion-back-item = Offered again: a further item has come since it was declined.
suggestion-back-severity = Offered again: the severity has changed since it was declined.
suggestion-back-repeated = Offered again: by now it was found in { $cycles } cycles.
suggestion-back-cause = Offered again: the root cause has changed since it was declined.
suggestion-decision-accepted = Added
suggestion-decision-changed = Added with changes
suggestion-decision-declined = Declined

held-pathway-participant = Steps of pathways at which you are expected
held-pathway-confirmation = Pathways that you answered for your side
held-suggestion-decision = Suggestions that you decided about
held-pathway-step = Steps of pathways that you look after
held-pathway = Pathways that you made or look after
held-column-pathway-came = Came
held-column-pathway-side = Side
held-column-pathway-agreed = Agreed
held-column-suggestion-decision = Decision
held-column-pathway-expected-at = Expected since
held-column-pathway-released-at = Not expected any more since
held-column-pathway-noted-at = Noted
held-column-pathway-excused-at = Need not come since
held-column-pathway-excuse = Why you need not come
held-column-pathway-done-on = Done on
held-column-pathway-done-note = Note
held-column-pathway-name = Pathway

pathway-relation-equivalent = counts as well as
pathway-relation-together = belongs to
pathway-relation-of-equivalent = Counts as well as “{ $step }”.
pathway-relation-session = Complete only together with “{ $step }”.
pathway-relation-of-together = “{ $step }” is complete only together with this.
pathway-state-done = done
pathway-state-under-way = under way
pathway-state-due-soon = due soon
pathway-state-overdue = overdue
pathway-state-not-started = not started
pathway-everybody = Everybody
pathway-at-least = at least { $percent }%
pathway-count = { $done } of { $expected } people are through (women: { $womendone } of { $women })
pathway-until = by
pathway-held-on = on
pathway-owner = Owner
pathway-owner-none = nobody yet
pathway-no-start = no start
pathway-no-end = no end
pathway-no-steps = No steps yet.
pathway-no-goals = No goals yet. A pathway has goals for compliance, learning, social dialogue and internal systems.
pathway-back = Back to the pathway
pathway-save = Save

pathways-navigation = Pathways
following-title = Who must act
following-summary-many = { $count } factories of Better Work{ $group ->
        [0] {""}
       *[other] , { $group } known through a group only
    }; { $acting } on this page with something that waits
following-shown = { $first }–{ $last } of { $total } factories
following-summary = { $count ->
    [one] { $count } factory, { $acting } with something that waits
   *[other] { $count } factories, { $acting } with something that waits
}
following-summary-group = { $count ->
    [0] No factory of Better Work
    [one] { $count } factory of Better Work
   *[other] { $count } factories of Better Work
}, { $group } known through a group only; { $acting } with something that waits
following-no-cycle = in no cycle now
following-table = Factories by themes, the worst first
following-factory = Factory
following-waits = What waits, and who must act
following-whom = By whom
following-people = People by steps: { $name }
following-visit = Next visit
following-since = late since
following-nothing = Nothing waits
following-nobody = nobody named yet
following-unplanned =
    { $count ->
        [one] One open item has no action, nobody in charge or no day
       *[other] { $count } open items have no action, nobody in charge or no day
    }{ $critical ->
        [0] {""}
        [one] {" "}(one open item is critical)
       *[other] {" "}({ $critical } open items are critical)
    }
following-unconfirmed = “{ $name }” waits for the committee
following-refused = “{ $name }”: a side of the committee said no; read why, and change it or speak with them
following-unconfirmed-sides = “{ $name }” waits for the yes of both sides
following-unpublished = “{ $name }” is confirmed and not published
following-programme = the programme
following-no-adviser = Nobody advises this factory; name an adviser
following-no-committee = The factory has no bipartite committee yet; help to form one
following-both-sides = management and the workers’ representatives
following-broken-since = since
following-broken-owner = { $name } owned the pathway and is not there any more; name another owner
following-broken-owner-erased = Whoever owned the pathway is not there any more; name another owner
following-broken-adviser-erased = Whoever advised this factory is not there any more; name another adviser
following-broken-no-management = “{ $name }”: nobody sits for management on the committee any more
following-broken-no-workers = “{ $name }”: nobody sits for the workers on the committee any more
following-broken-joined =
    { $people ->
        [one] “{ $name }”: one person who joined the factory is not expected yet; publish it again
       *[other] “{ $name }”: { $people } people who joined the factory are not expected yet; publish it again
    }
following-broken-silent-management = “{ $name }”: nobody of the factory can answer for management; have somebody appointed or invited
following-broken-silent-workers = “{ $name }”: nobody of the factory can answer for the workers; have somebody elected or invited
following-broken-gone =
    { $people ->
        [one] “{ $name }”: one person who is expected has left the factory; publish it again
       *[other] “{ $name }”: { $people } people who are expected have left the factory; publish it again
    }
following-broken-adviser-left = { $name } advised this factory and is not there any more; name another adviser
following-broken-group = “{ $name }”: the factory belongs to another group; confirm it anew, or end it
following-broken-adviser = “{ $name }”: the factory has another adviser, who takes it over by publishing it
following-broken-step-owner = { $more ->
        [0] “{ $name }”: its owner is not there any more
       *[other] “{ $name }” and { $more } more: the owner is not there any more
    }
following-broken-course-withdrawn = { $more ->
        [0] “{ $name }”: its course was withdrawn
       *[other] “{ $name }” and { $more } more: the course was withdrawn
    }
following-broken-course-replaced = { $more ->
        [0] “{ $name }”: its course has a newer version
       *[other] “{ $name }” and { $more } more: the course has a newer version
    }
following-begun = “{ $name }” is begun: its dates or steps are missing
following-broken-group-left = “{ $name }”: the factory belongs to no group any more; confirm it anew, or end it
following-broken-group-begun = “{ $name }”: the group that began it has this factory no more; go on with it and publish it, or end it
following-ownerless = “{ $name }” is begun: nobody owns it yet
following-broken-missed =
    “{ $name }”{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }: { $people ->
        [one] one person did not come
       *[other] { $people } people did not come
    }; add another date, or say why they do without it
following-legend = What the marks mean
following-meaning = Each cell shows the worst state among a theme’s items in the latest cycle of the plan and those that earlier cycles left open, and how many items are in it. No item does not mean that nothing is wrong: nobody may have looked.
following-all = All factories
following-own = My factories
following-group-only = through its group only
following-none = No factories yet
following-none-text = Here come the factories that you look after, once they are in a cycle or have a pathway.
theme-state-overdue = overdue
theme-state-due-soon = due soon
theme-state-not-begun = not begun
theme-state-under-way = under way
theme-state-verified = verified
theme-state-nothing = no item
theme-words-overdue =
    { $again ->
        [0] { $count } overdue
       *[other] { $count } overdue; { $again } found again
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } critical
    }
theme-words-due-soon =
    { $again ->
        [0] { $count } due soon
       *[other] { $count } due soon; { $again } found again
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } critical
    }
theme-words-not-begun =
    { $again ->
        [0] { $count } not begun
       *[other] { $count } not begun; { $again } found again
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } critical
    }
theme-words-under-way =
    { $again ->
        [0] { $count } under way
       *[other] { $count } under way; { $again } found again
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } critical
    }
theme-words-verified = { $count } verified
theme-words-nothing = no item

pathway-people-title = People by steps
pathway-people-none = Nobody is expected yet
pathway-people-none-text = Once the pathway is published, everybody who takes part stands here with their steps.
pathway-not-expected = not expected
pathway-late = { $count ->
    [one] { $count } step is late
   *[other] { $count } steps are late
}

factory-pathway-title = Plan and pathway: { $name }
factory-pathway-lead = The improvement plan and its pathways side by side.
factory-plan-title = Improvement plan
factory-goals = Kinds of goals
factory-goals-all = All goals
factory-plan-none-of-goal = No item of the plan is answered by a step with this kind of goal.
factory-plan-none = The plan has no items yet.
factory-past = Verified in earlier cycles
factory-pathways-title = Pathways
factory-pathways-none = No pathway yet.
factory-severity = Severity
factory-learned = Learned
factory-learned-none = No step of a pathway belongs to this item.
factory-learned-nobody = nobody is expected yet
factory-applied = Applied
factory-applied-files = { $count ->
    [0] no evidence yet
    [one] { $count } file of evidence
   *[other] { $count } files of evidence
}
factory-verified = Verified
factory-verified-yes = yes
factory-verified-reported = reported as fixed, not yet verified
factory-verified-no = not yet
factory-again = Found again
factory-again-unknown = not assessed since
factory-again-yes = yes, in cycle { $cycle }
factory-again-otherwise = yes, in cycle { $cycle }, though not by an assessment
factory-again-no = no, also not by the assessment of cycle { $cycle }
factory-no-cause = These are four separate counts. That people learned something does not show that it was the reason why an item was closed or not found again.

pathway-begin = New pathway
pathway-begin-action = Begin
pathway-template = Template
pathway-template-none = Without a template
pathway-template-help = The dates of its stages, goals and steps are counted from the start.
pathway-template-unknown = Choose a template from the list.
pathway-name = Name
pathway-name-missing = Give the pathway a name.
pathway-starts-on = Starts on
pathway-starts-help = May stay empty while the pathway is a draft.
pathway-ends-on = Ends on
pathway-due-on = Due on
pathway-due-help = For a workshop or a visit: the day it takes place.
pathway-ends-before-start = The end lies before the start.
pathway-text-too-long = Shorten this text.
pathway-draft = draft
pathway-in-force = in force
pathway-changed-since = changed since it was published
pathway-ended = ended
pathway-ended-by = ended on { $day } ({ $name })
pathway-changed-meanwhile = Somebody else has changed this pathway meanwhile.
pathway-late-text = The page shows it as it is now; what you typed is still in the form. Look at it and save again.
pathway-broken-title = What is broken, and who must decide
pathway-broken-owner = { $name } owns this pathway and does not belong here any more. Name another owner.
pathway-broken-group = “{ $name }”: the factory belongs to another group than when it was published. Confirm and publish it again, or end it.
pathway-broken-group-left = “{ $name }”: the factory belonged to a group when it was published, and belongs to none now. Confirm and publish it again, or end it.
pathway-broken-group-begun = “{ $name }” was begun by a manufacturing group to which the factory does not belong any more. Go on with it and publish it as the factory’s own, or end it.
pathway-broken-missed =
    { $people ->
        [one] “{ $name }” was held, and one person who was expected did not come. Add another date, or say why they do without it.
       *[other] “{ $name }” was held, and { $people } people who were expected did not come. Add another date, or say why they do without it.
    }
pathway-broken-adviser = “{ $name }”: the factory has another adviser than when it was published. Whoever takes over publishes it again.
pathway-broken-step-owner = “{ $name }”: its owner does not belong here any more. Name another one.
pathway-broken-course-withdrawn = “{ $name }”: its course was withdrawn. People under way may finish; choose another course for the others.
pathway-broken-course-replaced = “{ $name }”: its course has a newer version. People under way stay on theirs; publish again to enrol new people on the new one.
pathway-broken-owner-erased = Whoever owned this pathway does not belong here any more. Name another owner.
pathway-broken-adviser-erased = Whoever advised this factory is not at work here any more. Name another adviser.
pathway-broken-no-management = Nobody sits for management on the factory’s committee any more. Choose somebody, so that both sides can confirm “{ $name }”.
pathway-broken-no-workers = Nobody sits for the workers on the factory’s committee any more. Have somebody elected, so that both sides can confirm “{ $name }”.
pathway-broken-joined =
    { $people ->
        [one] One person who joined the factory since takes part in “{ $name }” and is not expected yet. Publish it again to take them in; nobody has to confirm it anew.
       *[other] { $people } people who joined the factory since take part in “{ $name }” and are not expected yet. Publish it again to take them in; nobody has to confirm it anew.
    }
pathway-broken-silent-management = Nobody of the factory can answer for management, neither by a seat on the committee nor as its manager. Have somebody appointed, or invite them, so that both sides can confirm “{ $name }”.
pathway-broken-silent-workers = Nobody of the factory can answer for the workers, neither by a seat on the committee nor as their representative. Have somebody elected, or invite them, so that both sides can confirm “{ $name }”.
pathway-broken-gone =
    { $people ->
        [one] One person who is expected in “{ $name }” does not belong to the factory any more. Publish it again to let them go.
       *[other] { $people } people who are expected in “{ $name }” do not belong to the factory any more. Publish it again to let them go.
    }
pathway-person-erased = Somebody whose data was erased
pathway-broken-adviser-left = { $name } advises this factory and is not at work here any more. Name another adviser.
pathway-step-is-course = Who is through with a course is seen from what they learn.
pathway-came-not-expected = Name only people who are expected at this step.
pathway-decider-adviser = The adviser decides
pathway-decider-programme-manager = The programme decides
pathway-decider-committee = The committee
pathway-decider-owner = The owner decides
pathway-lacks-title = Before it can be published
pathway-owner-left = Its owner has left. Name another one.
pathway-owner-missing = Name an owner.
pathway-owner-unknown = Choose somebody from the list.
pathway-start-missing = Say when it starts.
pathway-end-missing = Say when it ends.
pathway-stages-missing = Add a stage.
pathway-steps-missing = Add a step.
pathway-goals-missing = Add a goal.
pathway-stage-undated = The stage needs a start and an end.
pathway-stage-outside = The stage lies outside the dates of the pathway.
pathway-stage-backwards = The stage ends before it starts.
pathway-step-undated = The step needs a date.
pathway-step-outside = The date lies outside the pathway.
pathway-step-in-no-stage = The step stands in no stage.
pathway-step-without-owner = The step needs an owner.
pathway-step-without-course = Choose a course.
pathway-step-course-withdrawn = The course is not published any more. Choose another one.
pathway-step-needs-session = This course is never complete by e-learning alone. Add a workshop or a visit that belongs to it.
pathway-step-past = The date is over before the step is published.
pathway-step-backwards = The step is due before it starts.
pathway-step-department-empty = Nobody is known to work in this department.
pathway-step-owner-gone = Who owns the step cannot act here any more. Name somebody else.
pathway-stage-unknown = This stage is not there any more. Choose another one.
pathway-item-unknown = This item is not in the plan. Choose another one.
pathway-role-unknown = Nobody in a factory has this role. Choose another one.
pathway-choice-unknown = Choose from the list.
pathway-department-help = People here work in: { $departments }
pathway-department-none = Nobody’s department is known here yet. A list of people can say it.
pathway-done-too-early = The step had not begun on this day.
pathway-done-unpublished = This step is not published yet, so nobody follows it. Publish the pathway first.
pathway-presence-without-day = Say on which day it was: somebody is ticked as having come.
pathway-course-is-digital = A course is learned on a device: choose “digital”, or make it a workshop.
pathway-course-of-no-course = Only a step that is a course names one.
pathway-missed = did not come
pathway-excused = does without it
pathway-unnoted = its day is over; who came is not noted yet
pathway-missed-title = Who did not come
pathway-missed-text = Add another date for them: only those who did not come are expected there. Whoever came later to something alike may be ticked above.
pathway-another-date = Add another date
pathway-excuse-who = These people do without it
pathway-excuse-reason = Why
pathway-excuse-help = For example: on leave until the pathway ends, or trained elsewhere. They are told what is written here when they ask what is held about them.
pathway-excuse-save = They do without it
pathway-excuse-reason-missing = Say why they do without it.
pathway-excuse-nobody = Tick who does without it.
pathway-excuse-not-missed = Only people who were expected at something that was held, and did not come, can do without it. Look at the list again.
pathway-excuse-session = This session belongs to a course that is never complete without it, and somebody who is ticked takes that course. Add another date.
pathway-excused-title = Who does without it
pathway-expect-again = Expect them again
pathway-step-course-twice = Another step has this course for some of the same people, who learn it once: both would be done with it. Take one of the two out, or choose other people.
pathway-person-not-expected = Somebody who is ticked is not expected at this step. Look at the list again.
pathway-presence-recorded = Somebody who is no longer ticked came to this session according to the records of their course. Records are never taken back, and neither is what they completed.
pathway-course-by-learning = Who is through with a course follows from learning alone. Nobody can be marked by hand.
pathway-session-empty = Nobody is expected at the session that belongs to this course. Say at the session who takes part in it.
pathway-session-misses = Somebody who takes this course is expected at no session of it, without which nobody completes it. Say at the session that they take part in it, or add another one.
pathway-management-not-confirmed = The management side of the committee has not confirmed it as it is.
pathway-workers-not-confirmed = The workers’ side of the committee has not confirmed it as it is.
pathway-stages = Stages and steps
pathway-stage = Stage
pathway-stage-new = Add a stage
pathway-stage-name = Name of the stage
pathway-stage-name-missing = Say what the stage is called.
pathway-stage-change = Change or remove the stage
pathway-stage-remove = Remove the stage
pathway-no-stage = In no stage
pathway-goals = Goals
pathway-goal = Goal
pathway-goal-new = Add a goal
pathway-goal-remove = Remove
pathway-goal-missing = Say what is to be reached.
pathway-goal-kind-missing = Choose the kind of goal.
pathway-measure = How you will know
pathway-measure-help = A count, a document or an observation.
pathway-measure-missing = Say by what you will see it.
pathway-revisions = What was published
pathway-revision = Revision { $count }
pathway-enrolled = { $count ->
    [one] { $count } enrolment was made
   *[other] { $count } enrolments were made
}
pathway-for-people = { $count ->
    [one] for { $count } person
   *[other] for { $count } people
}
pathway-difference-name = The pathway is now called { $name }
pathway-difference-step-place = Another place: { $name }
pathway-difference-step-joined = Newly expected: { $name }
pathway-difference-step-left = No longer expected: { $name }
pathway-difference-step-withdrawn = Taken off the course, not begun yet: { $name }
pathway-difference-step-going-on = Stay on the course, with their date: { $name }
pathway-difference-step-added = Step added: { $name }
pathway-difference-step-removed = Step removed: { $name }
pathway-difference-step-moved = Another date: { $name }
pathway-difference-step-renamed = Called otherwise: { $name }
pathway-difference-step-people = Other people take part: { $name }
pathway-difference-step-course = Another course: { $name }
pathway-difference-step-version = Whoever joins now takes the newer version of the course; the others stay on theirs: { $name }
pathway-difference-step-relation = What counts instead of it, or together with it, is another step: { $name }
pathway-difference-step-coverage = Another share of its people must be through: { $name }
pathway-difference-step-stage = In another stage: { $name }
pathway-difference-step-owner = Another owner: { $name }
pathway-difference-step-otherwise = Held otherwise, or for another goal: { $name }
pathway-difference-stage-changed = Stage changed: { $name }
pathway-difference-goal-changed = Goal changed: { $name }
pathway-difference-stage-added = Stage added: { $name }
pathway-difference-stage-removed = Stage removed: { $name }
pathway-difference-goal-added = Goal added: { $name }
pathway-difference-goal-removed = Goal removed: { $name }
pathway-difference-start = Another start{ $name }
pathway-difference-end = Another end{ $name }
pathway-difference-owner = Another owner{ $name }
pathway-committee = The bipartite committee
pathway-side-silent = not answered
pathway-side-agreed = confirmed
pathway-side-refused = not confirmed
pathway-confirm-legend = Your answer for: { $side }
pathway-confirm-yes = We confirm it as it is
pathway-confirm-no = We do not confirm it
pathway-confirm-comment = What should change
pathway-confirm = Answer
pathway-answer-asked = Answer for your side
pathway-confirm-reason-missing = Say what should change.
pathway-answer-missing = Choose an answer.
pathway-confirm-committee-only = Only members of the bipartite committee answer for their side.
pathway-publish = Publish
pathway-publish-again = Publish the changes
pathway-publish-people = Publish again
pathway-head-change = Name, owner and dates
pathway-more = More: template, end
pathway-as-template = Save it as a template
pathway-as-template-text = Others can begin pathways with its stages, goals and steps, without people.
pathway-end = End the pathway
pathway-end-text = Nobody is expected any more at what is still open, and they are told so by mail. A course that only this pathway gave and that was not begun is withdrawn; one under way stays.
pathway-step-new = Add a step
pathway-step-change = Change the step
pathway-step-what = What it is
pathway-step-when = When and where
pathway-step-who = Who takes part
pathway-step-other = Together with another step
pathway-step-kind = Kind of step
pathway-step-course = Course
pathway-step-course-help = Needed when the kind of step is a course.
pathway-step-name = Name
pathway-step-name-help = A course keeps its own title when this is empty.
pathway-step-name-missing = Say what the step is called.
pathway-step-delivery = How people take part
pathway-step-goal = Kind of goal
pathway-step-item = Item of the plan
pathway-step-owner = Who looks after it
pathway-step-role = Role
pathway-step-side = Side in the committee
pathway-step-sex = Sex
pathway-step-relation = How this step relates to the other
pathway-step-other-step = The other step
pathway-step-gone = Somebody has removed this step.
pathway-place = Place
pathway-department = Department or line
pathway-coverage = Share of them that must finish, in per cent
pathway-coverage-help = A course counts as done once this share of the people expected has finished it.
pathway-coverage-wrong = Write a number from 1 to 100.
pathway-kind-missing = Choose the kind of step.
pathway-delivery-missing = Choose how people come to it.
pathway-other-missing = Choose the other step.
pathway-has-ended = This pathway has ended. It stays as it was.
pathway-no-course = No course
pathway-no-item = No item
pathway-no-other = No other step
pathway-no-relation = Independent
pathway-anybody = Anybody
pathway-theirs = As it is now
pathway-theirs-nothing = left open
pathway-presence = What came of it
pathway-done-on = Done on
pathway-done-help = Empty while it is to come.
pathway-done-note = Note
pathway-done-in-future = This day is still to come.
pathway-who-came = Who came
pathway-nobody-expected = Once the pathway is published, those who are expected stand here.
pathway-presence-save = Save
pathway-step-remove-title = Remove the step
pathway-step-remove = Remove
pathway-step-remove-text = What people did at it stays. With the next publication, whoever has not begun its course is taken off it; whoever has begun goes on.

suggestions-title = Suggested for the plan
suggestions-further = More suggestions ({ $count } in all)
suggestions-none = Nothing more is suggested for the plan as it is.
suggestion-add = Add to the pathway
suggestion-change = Change
suggestion-change-reason = Why it is changed
suggestion-decline = Decline
suggestion-decline-title = Decline with a reason
suggestion-reason = Reason
suggestion-reason-missing = Say why.
suggestion-gone = This suggestion was taken or declined already, or the plan does not bring it up any more.
suggestion-table-title = Table of suggestions
suggestion-table-lead = Which learning answers which compliance points and root causes. Courses are listed for the points that they name themselves.
suggestion-import = Import rows
suggestion-column-learning = Suggested
suggestion-column-points = For
suggestion-column-country = Country
suggestion-column-valid = Good from
suggestion-column-source = Source
suggestion-any-point = any compliance point
suggestion-every-country = Every country
suggestion-not-in-force = not in force
suggestion-source-course = The course names these points.
suggestion-country-not-own = Rows of this country, or of every country, are set by others.
suggestion-all-rows = All countries
suggestion-search-label = Search the table
suggestion-shown = { $first } to { $last } of { $total }
suggestion-none-found = No row fits
suggestion-none-found-text = Search for something else, or look at all of them.
suggestion-row-add = Add a row
suggestion-row-new = New row
suggestion-course-withdrawn = course withdrawn
suggestion-course-withdrawn-note = The course of this row is not published, so the row suggests nothing. Choose another course, or end the row.
suggestion-shipped-note = This row comes with the Academy. Once you save it, your row replaces it.
suggestion-of-course-note = This row comes from the course. Once you save it, your row replaces it.
suggestion-changed-meanwhile = Somebody else has changed this row meanwhile.
suggestion-theirs-text = This is how the row stands now, where it differs from what you typed. Your words are still in the form: save again to put them in its place.
suggestion-what = What is suggested
suggestion-code-label = Code
suggestion-code-help = Small letters, digits and hyphens. It never changes.
suggestion-code-wrong = Use small letters, digits and hyphens, 60 at most.
suggestion-code-taken = There is a row of this code already. Change that, or choose another code.
suggestion-title-en-label = Title in English
suggestion-title-vi-label = Title in Vietnamese
suggestion-title-help = A course keeps its own title when this is empty.
suggestion-points-label = For these compliance points
suggestion-point-unknown = There is no such compliance point.
suggestion-points-help = If you tick none, the row counts for every point that has one of the root causes below.
suggestion-causes-label = Root causes
suggestion-causes-help = Words to look for in an item’s root cause, divided by commas. Leave it empty if any cause will do.
suggestion-where = Where and when
suggestion-from-label = Good from
suggestion-from-missing = Say from when on it is good.
suggestion-until-label = Last day
suggestion-until-help = A row is ended by its last day. It stays in the table, because decisions name it.
suggestion-until-before-from = The last day comes before the first.
suggestion-source-help = Who says that it helps, and where.
suggestion-source-missing = Name a source.
suggestion-choose = Choose
suggestion-no-course = No course
suggestion-cancel = Cancel

templates-title = Templates of pathways
templates-lead = Make a copy, and put it into the words of your country or organisation.
template-clone = Make a copy
template-size = { $stages } stages, { $steps } steps
template-name = Name
template-country-help = Offered to factories of this country.
template-country-not-own = Choose a country that is yours.
template-text-stage = Stage { $number }
template-text-goal = Goal { $number }
template-text-measure = Goal { $number }: where it will be seen
template-text-step = Step { $number }, in “{ $stage }”
template-of = of { $name }
template-not-shared = not shared
template-not-shared-text = Only your organisation, and those who set templates for the country, see this template.
template-shared-text = Others may begin pathways with this template, and copy it.
template-share = Share it: I have read all of it
template-shared-by-country = Whoever sets templates for the country shares them.
template-remove = Take this template away
template-remove-text = Nobody can begin a pathway with it any more. Pathways that were begun with it stay as they are.
template-sharing-title = Who sees it
notice-template-shared = The template is shared.
notice-template-removed = The template is gone. Pathways that were begun with it stay as they are.
template-texts = Texts
template-texts-help = Say them as people in your factories do.
template-text-missing = No text may be empty.
template-not-own = This template belongs to others. Make a copy, and change that.
template-changed-meanwhile = Somebody else has changed this template meanwhile.

import-title-suggestions = Suggestions
import-lead-suggestions = One row for each suggestion, known again by its code. Points and causes are divided by commas.
import-suggestion-also = –
import-suggestion-code = Code
import-suggestion-points = Compliance points
import-suggestion-causes = Root causes
import-suggestion-country = Country code
import-suggestion-kind = Kind of step
import-suggestion-delivery = Delivery
import-suggestion-goal = Kind of goal
import-suggestion-course = Course
import-suggestion-title-en = Title in English
import-suggestion-title-vi = Title in Vietnamese
import-suggestion-from = Good from
import-suggestion-until = Good until
import-suggestion-source = Source
import-suggestion-wrong = { $column }: { $reason }
suggestion-line-twice = Line { $line } has the same code and says something different. Keep one of the two.
suggestion-told-about = { $code }
suggestion-told-change = { $what }: { $from } → { $to }
import-suggestion-word = “{ $word }” cannot be read in the column { $column }.
import-suggestion-code-missing = Give the row a code.
import-suggestion-title-missing = Give it a title in English or Vietnamese.
import-suggestion-nothing = Say for which compliance points or root causes it is.

mail-expected-subject = What is planned with you at { $factory }
mail-expected-text = A pathway of { $factory } was published. You are expected at:
mail-expected-ask = If a date does not suit you, speak with your supervisor.
mail-changed-subject = What changed for you at { $factory }
mail-changed-text = A pathway of { $factory } was published anew. This changed for you:
mail-changed-expected = You are now expected at:
pathway-changed-moved = Another date
pathway-changed-place = Another place
pathway-changed-left = You are not expected any more
pathway-changed-removed = It does not take place
pathway-changed-withdrawn = You were taken off the course, which you had not begun
pathway-changed-going-on = You are not expected any more, and can go on with the course
pathway-changed-was = was
pathway-changed-now = now

notice-pathway-made = The pathway is begun.
notice-pathway-saved = Saved.
notice-suggestion-taken = The step is added. Give it a date and say who takes part.
notice-suggestion-declined = Declined. It comes back when the item stands otherwise.
notice-pathway-answered = Your answer is kept.
notice-pathway-published = Published. People are enrolled and told.
notice-pathway-ended = The pathway is ended.
notice-pathway-presence = What came of it is kept.
notice-suggestion-row-saved = The row is saved.
notice-template-cloned = The copy is yours.

check-pathway-published-whole = Every published pathway has an owner and dates
check-pathway-course-enrolled = Whoever is expected at a course of a pathway is enrolled on it

audit-action-suggestion-change = Changed the table of suggestions
audit-subject-suggestion = row of the table of suggestions

charge-of-plan = In the improvement plan of { $factory }
charge-of-pathway = Pathway of { $factory }
charge-of-answer = Waits for your side’s answer: pathway of { $factory }
job-kind-pathway-news = Tells people what publishing a pathway means for them at its gatherings
job-kind-pathway-answered = Tells who owns a pathway and who advises its factory what the committee said
job-kind-notice-pathways-waiting = Tells those who may answer for a side that a pathway waits for them
