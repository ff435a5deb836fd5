# Lời báo của `academy courses check`, một hai câu cho mỗi lỗi. Người đọc là người soạn khoá học, không phải lập trình viên.

## Tệp
course-mistake-course-file-missing = Ở đây không có course.toml. Khoá học nào cũng có tệp này; courses/README.md cho biết nội dung của nó.
course-mistake-file-unreadable = Không đọc được {$path}. Tệp có ở đó không, và có phải là tệp thường không?
course-mistake-file-not-utf8 = Tệp này không được lưu bằng UTF-8. Bạn hãy lưu lại với bảng mã UTF-8.
course-mistake-file-too-large = Tệp này có {$kilobytes} KB; tối đa được {$most} KB.
course-mistake-files-too-many = Khoá học có {$count} tệp; tối đa được {$most} tệp.
course-mistake-course-too-large = Tất cả các tệp cộng lại là {$megabytes} MB; tối đa được {$most} MB.
course-mistake-path-form = Không dùng được tên {$path}. Hãy dùng chữ thường a đến z, chữ số, “-”, “_” và “.”, trong thư mục modules và images.
course-mistake-file-unknown = {$path} không thuộc về phần nào. Hãy khai báo học phần của nó trong course.toml, hoặc bỏ tệp đi.
course-mistake-module-file-missing = Thiếu tệp {$path}: học phần này chưa có bản tiếng “{$language}”.

## TOML
course-mistake-toml-unreadable = Không đọc được theo cú pháp TOML: {$reason}.
course-mistake-key-missing = Ở đây thiếu “{$key}”.
course-mistake-key-unknown = “{$key}” không có nghĩa ở đây. Tên này có viết đúng như trong courses/README.md không?
course-mistake-value-not-text = “{$key}” phải là một đoạn chữ trong dấu ngoặc kép.
course-mistake-value-not-texts = “{$key}” phải là một danh sách các đoạn chữ: ["…", "…"].
course-mistake-value-not-whole = “{$key}” phải là một số nguyên, không có dấu ngoặc kép.
course-mistake-value-not-number = “{$key}” phải là một con số, không có dấu ngoặc kép, dùng dấu chấm trước phần thập phân: 1.5.
course-mistake-value-not-yes-or-no = “{$key}” phải là true hoặc false, không có dấu ngoặc kép.
course-mistake-value-not-table = “{$key}” phải là một mục riêng: [{$key}].
course-mistake-value-not-tables = Mỗi “{$key}” phải là một mục riêng: [[{$key}]].
course-mistake-value-empty = “{$key}” đang để trống.
course-mistake-value-not-positive = “{$key}” phải lớn hơn 0.
course-mistake-value-out-of-range = “{$key}” phải nằm trong khoảng từ {$least} đến {$most}.

## course.toml
course-mistake-id-form = “{$id}” không thể là mã. Mã gồm chữ thường a đến z, chữ số và gạch nối, tối đa 60 ký tự: late-approval.
course-mistake-id-twice = Mã “{$id}” được dùng hai lần; lần đầu ở {$first}. Mỗi bước, câu hỏi và cảnh có mã riêng.
course-mistake-language-form = “{$language}” không phải là mã ngôn ngữ. Hãy viết như en, vi hoặc km.
course-mistake-language-twice = Ngôn ngữ “{$language}” được khai báo hai lần.
course-mistake-language-not-listed = Ngôn ngữ “{$language}” không nằm trong các ngôn ngữ của khoá học.
course-mistake-text-not-translated = “{$key}” chưa có bản tiếng “{$language}”.
course-mistake-theme-unknown = Không có chủ đề “{$theme}”. Có thể dùng responsible-purchasing, working-time, wages, social-dialogue, due-diligence, equality và safety-health.
course-mistake-audience-unknown = Không có nhóm người học “{$audience}”. Có thể dùng brand, factory, national-partner và everyone.
course-mistake-compliance-point-form = “{$point}” không phải là mã của điểm tuân thủ. Hãy viết như trong khung tuân thủ, bằng chữ thường và gạch nối: paid-leave.
course-mistake-compliance-point-twice = Điểm tuân thủ “{$point}” được nêu hai lần.
course-mistake-requirement-unknown = Không thể đặt điều kiện “{$requirement}”. Có thể dùng every-step, every-quiz, final-passed, plan-made và session-attended.
course-mistake-requirement-twice = Điều kiện “{$requirement}” được đặt hai lần.
course-mistake-modules-missing = Khoá học chưa có học phần nào. Hãy thêm bằng [[modules]].
course-mistake-module-file-twice = Hai học phần dùng cùng một tệp, {$path}.
course-mistake-minutes-zero = Học phần “{$id}” kéo dài 0 phút. Hãy cho biết người học cần bao lâu.
course-mistake-final-quiz-missing = Điều kiện hoàn thành đòi “final-passed”, nhưng không có bước nào là bài kiểm tra cuối khoá. Hãy thêm một bài với .quiz .final, hoặc bỏ điều kiện.
course-mistake-quiz-missing = Điều kiện hoàn thành đòi “every-quiz”, nhưng không có bước nào là bài luyện tập. Hãy thêm một bài với .quiz, hoặc bỏ điều kiện.
course-mistake-plan-missing = Điều kiện hoàn thành đòi “plan-made”, nhưng không có bước nào là kế hoạch hành động. Hãy thêm một bước với .plan, hoặc bỏ điều kiện.
course-mistake-session-missing = Điều kiện hoàn thành đòi “session-attended”, nhưng khoá học không nói rằng cần một buổi tập huấn. Hãy thêm needs_session = true, hoặc bỏ điều kiện.

## Phần đầu tệp, tiêu đề và các bước
course-mistake-head-missing = Tệp phải mở đầu bằng phần đầu: một dòng +++, tiêu đề, rồi một dòng +++ nữa.
course-mistake-head-unclosed = Phần đầu tệp chưa được đóng. Hãy đặt một dòng +++ sau nó.
course-mistake-source-missing = Bản dịch cho biết nó được dịch từ trạng thái nào của bản gốc. Nếu bản này đã khớp, hãy ghi vào phần đầu: source = "{$source}"
course-mistake-source-stale = Bản gốc đã thay đổi sau khi bản dịch này được làm. Hãy sửa bản dịch, rồi ghi vào phần đầu: source = "{$source}"
course-mistake-source-not-needed = Tệp này viết bằng ngôn ngữ gốc nên không có “source”. Hãy bỏ dòng đó.
course-mistake-steps-missing = Học phần này chưa có bước nào. Hãy mở đầu mỗi bước bằng ## và một tiêu đề.
course-mistake-text-before-steps = Đoạn chữ trước bước đầu tiên không thuộc về bước nào. Hãy đặt nó dưới một tiêu đề ##.
course-mistake-title-heading = Ở đây không dùng được tiêu đề bậc cao nhất. Tiêu đề của học phần nằm ở phần đầu tệp, mỗi bước mở đầu bằng ##, tiêu đề bên trong bước bằng ###. (Một dòng = hoặc - ngay dưới đoạn chữ cũng thành tiêu đề: hãy để trống một dòng ở giữa.)
course-mistake-heading-empty = Tiêu đề này không có chữ.
course-mistake-heading-unreadable = “{$mark}” trong dấu ngoặc nhọn của tiêu đề này không có nghĩa. Mã bắt đầu bằng #, loại bằng dấu chấm, tuỳ chọn viết dạng key=value.
course-mistake-heading-glued = “{$text}” chưa phải là tiêu đề: hãy thêm một dấu cách sau các dấu #.
course-mistake-code-open = Khối mã này không được đóng lại, nên mọi thứ bên dưới cũng thành mã. Hãy kết thúc bằng một dòng có cùng dấu.
course-mistake-step-id-missing = Bước “{$heading}” chưa có mã. Hãy thêm sau tiêu đề: {"{"}#ma-cua-toi{"}"}
course-mistake-question-id-missing = Câu hỏi “{$heading}” chưa có mã. Hãy thêm ở cuối: {"{"}#ma-cua-toi{"}"}
course-mistake-scene-id-missing = Cảnh “{$heading}” chưa có mã. Hãy thêm ở cuối: {"{"}#ma-cua-toi{"}"}
course-mistake-step-kind-unknown = Không có loại bước “.{$kind}”. Có .quiz (kèm .final), .scenario, .exercise và .plan; bài đọc thì không ghi loại.
course-mistake-step-kinds = Bước “{$id}” có nhiều loại. Mỗi bước chỉ có một loại.
course-mistake-step-option-unknown = Tuỳ chọn “{$option}” không dùng được ở tiêu đề này.
course-mistake-step-option-value = “{$option}” không thể là “{$value}”.
course-mistake-step-empty = Bước “{$id}” không có nội dung.

## Bài kiểm tra
course-mistake-quiz-empty = Bài “{$id}” chưa có câu hỏi. Hãy mở đầu mỗi câu bằng ### và câu hỏi.
course-mistake-pass-mark-missing = Bài kiểm tra cuối khoá “{$id}” chưa cho biết khi nào là đạt. Hãy thêm pass=70, hoặc mức phù hợp.
course-mistake-wait-without-tries = Bài “{$id}” cho biết phải chờ bao lâu, nhưng không cho biết sau mấy lần làm. Hãy thêm tries=3, hoặc bỏ wait.
course-mistake-draw-too-large = Cần rút {$draw} câu hỏi, nhưng bài chỉ có {$questions} câu.
course-mistake-question-kind-unknown = Không có loại câu hỏi “.{$kind}”. Có .number, .text, .order và .match; câu hỏi chọn đáp án thì không ghi loại.
course-mistake-answer-missing = Câu hỏi “{$id}” chưa có đáp án.
course-mistake-answer-of-other-kind = Đáp án này không hợp với loại của câu hỏi “{$id}”. Con số cần .number sau tiêu đề và một dòng [[= 5]], chữ cần .text, thứ tự cần .order, ghép cặp cần .match.
course-mistake-answer-alone = Câu hỏi “{$id}” chỉ có một đáp án để chọn. Cần ít nhất hai.
course-mistake-answer-empty = Một đáp án của câu hỏi “{$id}” không có chữ.
course-mistake-answer-twice = Câu hỏi “{$id}” có đáp án “{$text}” hai lần.
course-mistake-no-right-answer = Câu hỏi “{$id}” chưa có đáp án đúng. Hãy đánh dấu một đáp án bằng (X) hoặc [[X]].
course-mistake-several-right-answers = Câu hỏi “{$id}” có nhiều đáp án đúng, nhưng (X) chỉ cho phép một. Nếu nhiều đáp án đúng, hãy dùng [[X]] và [[ ]] cho tất cả.
course-mistake-marks-mixed = Câu hỏi “{$id}” dùng lẫn dấu tròn và dấu vuông. Hãy dùng [(X)] và [( )] nếu chỉ một đáp án đúng, [[X]] và [[ ]] nếu có thể nhiều đáp án đúng.
course-mistake-number-unreadable = “{$text}” không phải là con số kèm sai số và đơn vị. Hãy viết như sau: 880 ± 5 chiếc.
course-mistake-tolerance-negative = Sai số của câu hỏi “{$id}” nhỏ hơn 0.
course-mistake-order-too-short = Câu hỏi “{$id}” cần ít nhất hai mục để sắp xếp, viết 1. và 2.
course-mistake-match-too-short = Câu hỏi “{$id}” cần ít nhất hai cặp, viết - bên trái = bên phải.
course-mistake-pair-unreadable = “{$text}” không phải là một cặp. Hãy viết một vế trái, dấu cách, dấu =, dấu cách và một vế phải.
course-mistake-feedback-unmarked = Lời phản hồi này trong câu hỏi “{$id}” không cho biết dành cho đáp án nào. Hãy mở đầu bằng > [+] cho đáp án đúng, > [-] cho đáp án sai, hoặc > [!NOTE] cho mọi người.
course-mistake-feedback-misplaced = Lời phản hồi này trong câu hỏi “{$id}” không thuộc về đáp án nào. Hãy đặt ngay dưới một đáp án, hoặc viết > [!NOTE] cho mọi người.
course-mistake-feedback-twice = Câu hỏi “{$id}” có loại phản hồi này hai lần.
course-mistake-hint-twice = Câu hỏi “{$id}” có hai gợi ý.
course-mistake-hint-empty = Gợi ý của câu hỏi “{$id}” không có chữ.
course-mistake-explanation-twice = Câu hỏi “{$id}” có hai khung [!NOTE] sau các đáp án.
course-mistake-text-after-answers = Đoạn chữ này trong câu hỏi “{$id}” đứng sau các đáp án. Hãy đặt nó lên trước, hoặc vào một khung mở đầu bằng > [!NOTE].

## Tình huống
course-mistake-scenario-empty = Tình huống “{$id}” chưa có cảnh nào. Hãy mở đầu mỗi cảnh bằng ### và một tiêu đề.
course-mistake-scene-option-unknown = “.{$option}” không có nghĩa ở một cảnh. Có .end kèm .good, .mixed hoặc .bad.
course-mistake-ending-unclear = Cảnh “{$id}” phải có .end cùng đúng một trong .good, .mixed và .bad, hoặc không có dấu nào cả.
course-mistake-ending-with-choices = Cảnh “{$id}” kết thúc câu chuyện nhưng vẫn có lựa chọn. Hãy bỏ .end hoặc bỏ các lựa chọn.
course-mistake-scene-without-choices = Câu chuyện dừng giữa chừng ở cảnh “{$id}”. Hãy thêm lựa chọn, hoặc đánh dấu kết thúc bằng .end và .good, .mixed hoặc .bad.
course-mistake-scene-unreachable = Không lựa chọn nào dẫn đến cảnh “{$id}”.
course-mistake-scene-never-ends = Từ cảnh “{$id}” không đường nào đi đến kết thúc.

## Bài tính
course-mistake-exercise-block-missing = Bài tính “{$id}” chưa có khối ```exercise.
course-mistake-exercise-block-twice = Bài tính “{$id}” có hai khối ```exercise. Chỉ được một khối.
course-mistake-exercise-block-open = Khối ```exercise của “{$id}” chưa được đóng. Hãy đặt một dòng ``` sau nó.
course-mistake-exercise-block-misplaced = Khối ```exercise chỉ đứng được trong bước có .exercise sau tiêu đề.
course-mistake-exercise-id-form = Không dùng được “{$id}” trong công thức. Hãy bắt đầu bằng chữ thường và dùng chữ cái, chữ số và _; các tên min, max, floor, ceil và round đã có nghĩa riêng.
course-mistake-formula-unreadable = Không đọc được công thức của “{$id}” ở chỗ “{$found}”.
course-mistake-formula-unfinished = Công thức của “{$id}” kết thúc quá sớm. Có thiếu dấu ngoặc hay con số nào không?
course-mistake-formula-name-unknown = Công thức của “{$id}” dùng “{$name}”, không phải số liệu đầu vào cũng không phải kết quả ở phía trên.
course-mistake-worked-name-unknown = Dòng diễn giải của “{$id}” dùng {"{"}{$name}{"}"}, không phải số liệu đầu vào cũng không phải kết quả tính đến đây.
course-mistake-worked-unclosed = Dòng diễn giải của “{$id}” mở một dấu ngoặc nhọn mà không đóng.
course-mistake-input-out-of-range = Giá trị của số liệu “{$id}” không nằm giữa min và max của nó.
course-mistake-result-not-computable = Với các giá trị đã cho, “{$id}” không có kết quả: có phép chia cho 0, hoặc con số quá lớn.
course-mistake-expect-not-met = “{$id}” phải là {$expected}, nhưng công thức cho ra {$computed}.

## Nội dung
course-mistake-raw-html = Không dùng được HTML: {$html}
course-mistake-link-dead = Liên kết tới “{$target}” không dẫn đến đâu. Liên kết cần địa chỉ bắt đầu bằng https://, hoặc mã của một tiêu đề nhỏ trong cùng bước; trong các lựa chọn của một cảnh thì là mã của cảnh.
course-mistake-link-form = Không thể liên kết tới địa chỉ “{$target}”. Địa chỉ bắt đầu bằng https://, http:// hoặc mailto:.
course-mistake-link-empty = Liên kết tới “{$target}” không có chữ để bấm vào.
course-mistake-image-dead = Không có hình “{$path}”.
course-mistake-image-foreign = Hình “{$target}” nằm ở nơi khác. Hãy đặt nó vào thư mục images.
course-mistake-image-without-words = Hình “{$path}” không có chữ trong dấu ngoặc vuông. Hãy cho biết hình thể hiện điều gì, cho người không nhìn thấy hình.
course-mistake-footnote-missing = Chú thích [^{$name}] không có nội dung trong bước này. Hãy thêm một dòng mở đầu bằng [^{$name}]:
course-mistake-footnote-twice = Chú thích [^{$name}] có hai nội dung trong bước này.
course-mistake-footnote-unused = Không có chỗ nào trong bước này dẫn đến chú thích [^{$name}].
course-mistake-callout-unknown = Không có khung [!{$name}]. Có NOTE, TIP, IMPORTANT, WARNING và CAUTION.
course-mistake-text-not-inline = Ở đây chỉ có thể là một dòng chữ, nhấn mạnh bằng *…* nếu cần: không danh sách, liên kết, hình hay chú thích. Dòng đó mở đầu: {$text}

## Hình
course-mistake-image-unused = Không có chỗ nào dùng hình {$path}. Hãy dùng hình này hoặc bỏ đi.
course-mistake-image-kind = Không hiển thị được {$path}. Hình có dạng svg, png, jpg hoặc webp.
course-mistake-image-content = {$path} không đúng dạng như tên tệp.
course-mistake-svg-unreadable = Không đọc được tệp SVG này: {$reason}.
course-mistake-svg-forbidden = Tệp SVG này có “{$found}”. Không được có mã lệnh, lệnh theo sự kiện, đối tượng ngoài hay địa chỉ bên ngoài tệp.

## Khớp giữa các ngôn ngữ
course-mistake-part-missing = Ở đây bản gốc có “{$id}”, bản dịch này thì không.
course-mistake-part-added = “{$id}” không có trong bản gốc.
course-mistake-part-moved = “{$id}” đứng ở chỗ khác so với bản gốc.
course-mistake-step-kind-differs = Bước “{$id}” thuộc loại khác trong bản gốc.
course-mistake-step-options-differ = Các tuỳ chọn của “{$id}” khác với bản gốc.
course-mistake-question-kind-differs = Câu hỏi “{$id}” thuộc loại khác trong bản gốc.
course-mistake-answer-count-differs = Câu hỏi “{$id}” có {$source} đáp án trong bản gốc và {$here} đáp án ở đây.
course-mistake-right-answers-differ = Trong câu hỏi “{$id}”, đáp án này được đánh dấu đúng ở ngôn ngữ này và sai ở ngôn ngữ kia. Các đáp án đứng theo cùng thứ tự trong mọi ngôn ngữ.
course-mistake-numbers-differ = Con số hoặc sai số của câu hỏi “{$id}” khác với bản gốc.
course-mistake-ending-differs = Cảnh “{$id}” kết thúc khác với bản gốc.
course-mistake-choices-differ = Các lựa chọn của cảnh “{$id}” không dẫn đến cùng các cảnh, theo cùng thứ tự, như trong bản gốc.
course-mistake-exercise-differs = “{$key}” của “{$id}” khác với bản gốc.
course-mistake-hint-differs = Câu hỏi “{$id}” có gợi ý ở ngôn ngữ này mà không có ở ngôn ngữ kia.
course-mistake-explanation-differs = Câu hỏi “{$id}” có khung cho mọi người ở ngôn ngữ này mà không có ở ngôn ngữ kia.
course-mistake-feedback-differs = Câu hỏi “{$id}” có lời phản hồi ở ngôn ngữ này mà thiếu ở ngôn ngữ kia.
course-mistake-law-country-form = “{$country}” không phải là mã nước. Hãy viết hai chữ in hoa (ISO 3166), ví dụ VN.
course-mistake-law-date-form = “{$date}” không phải là ngày. Hãy viết năm, tháng, ngày, ví dụ 2021-01-01.
course-mistake-law-twice = Quy định “{$id}” của {$country} xuất hiện hai lần với cùng một ngày áp dụng. Hãy đổi ngày áp dụng hoặc bỏ bớt một mục.
