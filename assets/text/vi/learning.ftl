learning-title = Học tập
learning-begin-title = Sẵn sàng bắt đầu
learning-carry-on-title = Học tiếp từ chỗ bạn dừng
learning-all-done-title = Bạn đã học xong
learning-start = Bắt đầu
learning-resume = Học tiếp
learning-review = Xem lại
learning-modules-done = { $done }/{ $of } học phần
learning-steps-done = { $done }/{ $of } bước
learning-quizzes-done = { $done }/{ $of } bài luyện tập
learning-right-of = đúng { $done }/{ $of }
learning-minutes-left = còn khoảng { $minutes } phút
learning-minutes-left-in-module = còn khoảng { $minutes } phút trong học phần này
learning-what-completes = Cần gì để hoàn thành khoá học
learning-due-on = hạn { $date }
learning-completed-on = hoàn thành { $date }
learning-assigned = được giao
learning-part-of-pathway = Thuộc lộ trình của nhà máy bạn: { $name }
enrolment-part-of-pathway = Thuộc lộ trình của nhà máy: { $name }
learning-charges-title = Việc bạn phụ trách
learning-due-title = Việc sắp đến hạn
learning-rest-title = Các khoá học khác của bạn
learning-done-title = Đã xong
learning-more-courses = Tìm thêm khoá học
learning-promise-of-plan = trong kế hoạch hành động của bạn
learning-promise-title = Điều bạn đã cam kết
learning-promise-asked = Lập ngày { $date }. Kết quả thế nào?
learning-quoted = “{ $words }”
learning-empty-title = Khoá học của bạn sẽ hiện ở đây
learning-empty-text = Bạn hãy chọn một khoá trong danh mục. Bạn có thể dừng bất cứ lúc nào và học tiếp từ đúng chỗ đó.
learning-find-course = Tìm khoá học

state-due-soon = sắp đến hạn
state-waits-for-session = chờ buổi tập huấn
learning-gatherings-title = Nơi bạn được mời tham gia
state-withdrawn = đã rút tên
due-in-days =
    { $days ->
        [0] hôm nay
        [1] ngày mai
       *[other] còn { $days } ngày
    }
due-days-late = trễ { $days } ngày

follow-up-kept = Đã làm được
follow-up-partly = Làm được một phần
follow-up-not-yet = Chưa làm được
follow-up-missing = Bạn hãy chọn kết quả: đã làm được, làm được một phần hoặc chưa làm được.

step-kind-lesson = bài đọc
step-kind-practice = luyện tập
step-kind-final = bài kiểm tra cuối khoá
step-kind-scenario = tình huống
step-kind-exercise = bài tính
step-kind-plan = kế hoạch hành động

enrolment-of = Việc học của { $name }
enrolment-outline-title = Mục lục
enrolment-demands-title = Cần gì để hoàn thành khoá học
enrolment-rule = Quy tắc số { $rule } của khoá học. Nếu sau này quy tắc thay đổi, lượt học này vẫn theo quy tắc cũ.
enrolment-completed-title = Hoàn thành ngày { $date }
enrolment-plan-link = Xem kế hoạch hành động
enrolment-facts-title = Thời gian
enrolment-enrolled-on = Ghi danh
enrolment-due-on = Hạn
enrolment-no-due-date = không có hạn
enrolment-due-date-label = Hạn hoàn thành
enrolment-due-date-help = Những gì đã học vẫn được giữ. Để trống nếu không đặt hạn.
enrolment-due-date-save = Đổi hạn
enrolment-withdraw-title = Rút tên khỏi khoá học
enrolment-withdraw-text = Những gì đã học vẫn được lưu. Người học có thể ghi danh lại bất cứ lúc nào.
enrolment-withdraw = Rút tên
enrolment-withdrawn-text = Đã rút tên khỏi khoá học ngày { $date }. Những gì đã học vẫn được lưu.
due-date-past = Ngày này đã qua. Bạn hãy chọn hôm nay hoặc một ngày sau đó.

demand-every-step = Học xong mọi bước
demand-every-quiz = Trả lời hết các bài luyện tập
demand-final-passed = Đạt bài kiểm tra cuối khoá
demand-plan-made = Lập kế hoạch hành động
demand-session-attended = Tham dự buổi tập huấn
demand-session-how = Khoá này không bao giờ trọn vẹn nếu chỉ học trên máy. Người hướng dẫn buổi tập huấn hoặc tư vấn viên của nhà máy ghi lại ai đã đến.
demand-missing = còn thiếu
demand-more = còn { $count } nữa
demand-you-act = Phần còn thiếu là ở bạn. Không phải chờ ai khác.
demand-learner-acts = Phần còn thiếu là ở { $name }. Không phải chờ ai khác.
demand-you-and-session-act = Các bước của khoá học là phần của bạn. Việc bạn có mặt ở buổi tập huấn do người hướng dẫn buổi đó hoặc tư vấn viên của nhà máy ghi lại.
demand-learner-and-session-act = Các bước của khoá học là phần của { $name }. Việc có mặt ở buổi tập huấn do người hướng dẫn buổi đó hoặc tư vấn viên của nhà máy ghi lại.
demand-session-acts = Bạn đã học xong phần của mình trên máy. Hãy đến buổi tập huấn: người hướng dẫn hoặc tư vấn viên của nhà máy sẽ ghi lại rằng bạn đã đến.
demand-session-acts-for-learner = { $name } đã học xong phần trên máy. Chỉ còn buổi tập huấn: người hướng dẫn hoặc tư vấn viên của nhà máy ghi lại ai đã đến.

colleague-title = { $name }: học tập
colleague-courses-title = Khoá học
colleague-empty-title = Chưa có khoá học nào
colleague-empty-text = Các khoá học của người này sẽ hiện ở đây, kèm hạn và tiến độ.
colleague-enrol-title = Ghi danh vào khoá học
colleague-course = Khoá học
colleague-due-help = Để trống nếu không đặt hạn. Nếu người này đã học khoá đó, hạn sẽ được đổi theo ngày này.
colleague-enrol = Ghi danh
enrol-course-missing = Bạn hãy chọn một khoá học trong danh sách.

plan-title = Kế hoạch hành động
plan-of = của { $name }
plan-owner = Người phụ trách
plan-due-on = Hạn
plan-measure = Dấu hiệu cho thấy đã làm được
plan-empty-title = Chưa có kế hoạch
plan-empty-text = Các cam kết lập ở cuối khoá học sẽ hiện ở đây để đọc, in ra và nhìn lại.
plan-make = Lập kế hoạch
plan-change = Sửa kế hoạch
plan-said-on = trả lời ngày { $date }
plan-answer-title = Lập ngày { $date }. Kết quả thế nào?
plan-answer-again = Trả lời lại
plan-comment = Điều gì đã giúp bạn, hoặc điều gì cản trở
plan-signed-title = Ký xác nhận
plan-signed-by = { $name }, ngày { $date }
plan-signed-on = ngày { $date }
plan-countersigned = đã ký xác nhận
plan-waiting = chưa ký xác nhận
plan-waiting-text = Quản lý của bạn, hoặc điều phối viên học tập, có thể ký xác nhận kế hoạch này. Bạn hãy gửi cho họ đường dẫn dưới đây.
plan-countersign-text = Khi ký xác nhận, bạn cho { $name } biết rằng bạn nắm các cam kết này và sẽ tạo điều kiện để thực hiện.
plan-comment-to = Lời nhắn cho { $name }
plan-countersign = Ký xác nhận
plan-own-countersignature = Không ai tự ký xác nhận kế hoạch của mình. Bạn hãy gửi đường dẫn cho quản lý.
plan-nothing-to-countersign = Chưa có gì để ký xác nhận: kế hoạch chưa có cam kết nào.

plans-title = Kế hoạch hành động
plans-text = Kế hoạch của những người học mà bạn hỗ trợ. Kế hoạch chờ ký xác nhận đứng trước.
plans-empty-title = Chưa có kế hoạch nào
plans-empty-text = Khi một người bạn hỗ trợ lập kế hoạch hành động, kế hoạch sẽ hiện ở đây để bạn đọc và ký xác nhận.


notice-enrolled = Bạn đã ghi danh. Hãy bắt đầu khi nào thuận tiện.
notice-due-date-changed = Đã đổi hạn.
notice-withdrawn = Đã rút tên khỏi khoá học.
notice-colleague-enrolled = Đã ghi danh. Khoá học đã có trong phần học tập của họ.
notice-plan-countersigned = Bạn đã ký xác nhận kế hoạch.
notice-follow-up-kept = Cảm ơn bạn. Câu trả lời được lưu cùng kế hoạch.
