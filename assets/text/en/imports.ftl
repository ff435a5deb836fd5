import-name = Name
import-name-also = Full name|Person
import-email = Email
import-email-also = E-mail|Email address|E-mail address|Mail
import-organisation = Organisation
import-organisation-also = Organization|Name of the organisation|Factory|Company
import-organisation-name = Name
import-organisation-name-also = Name of the organisation|Organisation|Organization
import-role = Role
import-role-also = Role in the organisation
import-language = Language
import-language-also = Language of the mail
import-language-en = English
import-language-vi = Vietnamese
import-sex = Sex
import-sex-also = Gender
import-starts-on = Starts on
import-starts-on-also = From|Start|Start date
import-ends-on = Ends on
import-ends-on-also = Until|End|End date
import-kind = Kind
import-kind-also = Kind of organisation|Type
import-country = Country
import-country-also = Country code
import-part-of = Part of
import-part-of-also = Group|Manufacturing group
import-reference = Reference
import-reference-also = Own reference|Code

import-organisation-missing = Say in which organisation. It can be left out only where you look after a single one.
import-organisation-unknown = No organisation of yours is called “{ $word }”.
import-organisation-unclear = Several organisations are called “{ $word }”. Use the reference or the id instead of the name.
import-group-unknown = No manufacturing group of yours is called “{ $word }”.
import-role-unknown = “{ $word }” is no role here.
import-language-unknown = “{ $word }” is no language of the Academy. Write English or Vietnamese.
import-sex-unknown = “{ $word }” cannot be read here. Write female, male or other, or leave the cell empty.
import-kind-unknown = “{ $word }” is no kind of organisation.
import-country-unknown = “{ $word }” is no country on our list. Write its name, or its code of two letters.
import-reference-too-long = Shorten the reference to 60 characters.
import-kind-stays = This organisation is of another kind, and its kind stays as it is.
import-line-twice = Line { $line } says the same already.
import-administrator-days = The days of an administrator are changed on the page of the organisation, not by a list.
import-sum = { $created } created, { $changed } changed, { $unchanged } unchanged, { $refused } refused.

imports-title = Import lists
imports-lead = Bring in many people or organisations at once. You see what would happen before anything does.
imports-own-title = Your imports
imports-own-none = None yet.
imports-action = Import a list
import-title-people = People
import-title-organisations = Organisations
import-lead-people = One row for each person. Somebody new gets an invitation by mail, once. Somebody who is there already gets the role and its days; their name and language stay as they state them.
import-lead-organisations = One row for each organisation. With a reference of your own, an organisation is known again when its name changes.
import-file-label = File (CSV or XLSX)
import-file-help = Up to 16 megabytes and 100,000 rows. The first line names the columns, in English or Vietnamese; dates are written as 2026-11-22.
import-file-missing = Choose a file first.
import-look-through = Look through
import-columns-title = Columns
import-template-xlsx = Template for Excel
import-template-csv = Template as CSV
import-state-checking = being looked through
import-state-checked = waits for you
import-state-unreadable = cannot be read
import-state-importing = under way
import-state-done = finished
import-checking-title = The file is being looked through
import-waiting-text = This page asks again by itself. You can leave it and come back.
import-unreadable-title = This file cannot be imported
import-again = Choose another file
import-importing-title = The rows are being imported
import-progress = { $done } of { $rows } rows
import-checked-title = What would happen
import-done-title = What was done
import-created =
    { $count ->
        [one] { $count } new
       *[other] { $count } new
    }
import-changed =
    { $count ->
        [one] { $count } changed
       *[other] { $count } changed
    }
import-unchanged =
    { $count ->
        [one] { $count } unchanged
       *[other] { $count } unchanged
    }
import-refused =
    { $count ->
        [one] { $count } row refused
       *[other] { $count } rows refused
    }
import-refused-text = Nothing is imported while a row is wrong. Mend the rows below in your file and choose it again, or leave them out.
import-leave-out =
    { $count ->
        [one] Leave out the refused rows and import one
       *[other] Leave out the refused rows and import { $count }
    }
import-start =
    { $count ->
        [one] Import one row
       *[other] Import { $count } rows
    }
import-nothing-to-do = Everything in this file is in the Academy already. There is nothing to do.
import-refusals-title = Refused rows
import-line-label = Line
import-reason-label = Reason
import-line = Line { $line }
import-refusals-more =
    { $count ->
        [one] And one row more.
       *[other] And { $count } rows more.
    }
import-rows-wrong = Some rows are wrong. Leave them out, or mend the file and choose it again.
import-decided-already = This import was decided already.
