pathway-kind-course = Khoá học
pathway-kind-workshop = Buổi tập huấn
pathway-kind-visit = Chuyến thăm tư vấn
pathway-kind-task = Việc cần làm
pathway-delivery-in-person = trực tiếp
pathway-delivery-virtual = trực tuyến
pathway-delivery-digital = trên máy
pathway-goal-compliance = Tuân thủ
pathway-goal-learning = Học tập
pathway-goal-social-dialogue = Đối thoại xã hội
pathway-goal-internal-systems = Hệ thống nội bộ
pathway-side-management = Ban quản lý
pathway-side-workers = Người lao động

suggestion-because-severe = Vấn đề này nghiêm trọng.
suggestion-because-medium = Vấn đề này ở mức vừa.
suggestion-because-low = Vấn đề này ở mức nhẹ.
suggestion-because-repeated = Vấn đề đã được ghi nhận trong { $cycles } chu kỳ.
suggestion-because-reach = Giúp được { $items } mục trong kế hoạch.
suggestion-because-cause = Nhắm đúng nguyên nhân gốc rễ mà kế hoạch đã nêu.
suggestion-because-new = Chưa ai trong nhà máy hoàn thành.
suggestion-because-learned = { $done } trên { $people } người đã hoàn thành.
suggestion-because-session = Chỉ trọn vẹn khi có thêm một buổi tập huấn có người hướng dẫn.
suggestion-back-item = Gợi ý lại: đã có thêm một mục kể từ khi bạn từ chối.
suggestion-back-severity = Gợi ý lại: mức nghiêm trọng đã thay đổi kể từ khi bạn từ chối.
suggestion-back-repeated = Gợi ý lại: đến nay vấn đề đã được ghi nhận trong { $cycles } chu kỳ.
suggestion-back-cause = Gợi ý lại: nguyên nhân gốc rễ đã thay đổi kể từ khi bạn từ chối.
suggestion-decision-accepted = Đã thêm
suggestion-decision-changed = Đã thêm, có sửa
suggestion-decision-declined = Đã từ chối

held-pathway-participant = Các bước trong lộ trình mà bạn được mời tham gia
held-pathway-confirmation = Các lộ trình mà bạn đã trả lời thay cho bên mình
held-suggestion-decision = Các gợi ý mà bạn đã quyết định
held-pathway-step = Các bước trong lộ trình do bạn phụ trách
held-pathway = Các lộ trình do bạn lập hoặc phụ trách
held-column-pathway-came = Có mặt
held-column-pathway-side = Bên
held-column-pathway-agreed = Đồng ý
held-column-suggestion-decision = Quyết định
held-column-pathway-expected-at = Được mời từ
held-column-pathway-released-at = Không còn tham gia từ
held-column-pathway-noted-at = Ghi nhận
held-column-pathway-excused-at = Không cần dự từ
held-column-pathway-excuse = Vì sao không cần dự
held-column-pathway-done-on = Hoàn thành ngày
held-column-pathway-done-note = Ghi chú
held-column-pathway-name = Lộ trình

pathway-relation-equivalent = có thể thay cho
pathway-relation-together = đi cùng với
pathway-relation-of-equivalent = Có thể thay cho “{ $step }”.
pathway-relation-session = Chỉ trọn vẹn khi có thêm “{ $step }”.
pathway-relation-of-together = “{ $step }” chỉ trọn vẹn khi có thêm bước này.
pathway-state-done = đã xong
pathway-state-under-way = đang làm
pathway-state-due-soon = sắp đến hạn
pathway-state-overdue = quá hạn
pathway-state-not-started = chưa bắt đầu
pathway-everybody = Tất cả mọi người
pathway-at-least = ít nhất { $percent }%
pathway-count = { $done } trên { $expected } người đã xong (nữ: { $womendone } trên { $women })
pathway-until = hạn
pathway-held-on = ngày
pathway-owner = Phụ trách
pathway-owner-none = chưa có ai
pathway-no-start = chưa có ngày bắt đầu
pathway-no-end = chưa có ngày kết thúc
pathway-no-steps = Chưa có bước nào.
pathway-no-goals = Chưa có mục tiêu. Lộ trình có mục tiêu về tuân thủ, học tập, đối thoại xã hội và hệ thống nội bộ.
pathway-back = Về lộ trình
pathway-save = Lưu

pathways-navigation = Lộ trình
following-title = Ai cần hành động
following-summary-many = { $count } nhà máy của Better Work{ $group ->
        [0] {""}
       *[other] , { $group } nhà máy chỉ biết qua nhóm sản xuất
    }; ở trang này { $acting } nhà máy có việc đang chờ
following-shown = { $first }–{ $last } trong { $total } nhà máy
following-summary = { $count ->
   *[other] { $count } nhà máy, { $acting } nhà máy có việc đang chờ
}
following-summary-group = { $count } nhà máy của Better Work, { $group } nhà máy chỉ biết qua nhóm sản xuất; { $acting } nhà máy có việc đang chờ
following-no-cycle = hiện không trong chu kỳ nào
following-table = Nhà máy theo chủ đề, nơi cần chú ý nhất ở trên
following-factory = Nhà máy
following-waits = Việc đang chờ và người cần làm
following-whom = Ai làm
following-people = Người học theo từng bước: { $name }
following-visit = Chuyến thăm tới
following-since = trễ từ
following-nothing = Không có việc chờ
following-nobody = chưa giao cho ai
following-unplanned = { $count } mục chưa xong còn thiếu hành động, người phụ trách hoặc ngày đến hạn{ $critical ->
        [0] {""}
       *[other] {" "}(có { $critical } mục chưa xong ở mức nghiêm trọng)
    }
following-unconfirmed = “{ $name }” đang chờ uỷ ban
following-refused = “{ $name }”: một bên của uỷ ban không đồng ý; hãy đọc lý do, rồi sửa hoặc trao đổi với họ
following-unconfirmed-sides = “{ $name }” đang chờ cả hai bên đồng ý
following-unpublished = “{ $name }” đã được xác nhận nhưng chưa ban hành
following-programme = chương trình
following-no-adviser = Chưa có ai tư vấn cho nhà máy này; hãy chỉ định tư vấn viên
following-no-committee = Nhà máy chưa có uỷ ban lưỡng bên; hãy giúp thành lập
following-both-sides = ban quản lý và đại diện người lao động
following-broken-since = từ
following-broken-owner = { $name } phụ trách lộ trình nhưng không còn ở đây; hãy chọn người phụ trách khác
following-broken-owner-erased = Người phụ trách lộ trình không còn ở đây; hãy chọn người khác
following-broken-adviser-erased = Tư vấn viên của nhà máy không còn ở đây; hãy chọn tư vấn viên khác
following-broken-no-management = “{ $name }”: uỷ ban không còn ai thuộc bên ban quản lý
following-broken-no-workers = “{ $name }”: uỷ ban không còn ai thuộc bên người lao động
following-broken-joined = “{ $name }”: { $people } người mới vào nhà máy chưa được mời; hãy ban hành lại
following-broken-silent-management = “{ $name }”: trong nhà máy không ai trả lời được thay bên ban quản lý; hãy để nhà máy cử hoặc mời một người
following-broken-silent-workers = “{ $name }”: trong nhà máy không ai trả lời được thay người lao động; hãy để họ bầu hoặc mời một người
following-broken-gone = “{ $name }”: { $people } người được mời đã rời nhà máy; hãy ban hành lại
following-broken-adviser-left = { $name } tư vấn cho nhà máy này nhưng không còn ở đây; hãy chọn tư vấn viên khác
following-broken-group = “{ $name }”: nhà máy đã sang nhóm sản xuất khác; hãy xác nhận lại hoặc kết thúc
following-broken-adviser = “{ $name }”: nhà máy đã có tư vấn viên khác; người tiếp nhận cần ban hành lại
following-broken-step-owner = { $more ->
        [0] “{ $name }”: người phụ trách không còn ở đây
       *[other] “{ $name }” và { $more } bước khác: người phụ trách không còn ở đây
    }
following-broken-course-withdrawn = { $more ->
        [0] “{ $name }”: khoá học đã bị rút
       *[other] “{ $name }” và { $more } bước khác: khoá học đã bị rút
    }
following-broken-course-replaced = { $more ->
        [0] “{ $name }”: khoá học có bản mới hơn
       *[other] “{ $name }” và { $more } bước khác: khoá học có bản mới hơn
    }
following-begun = “{ $name }” mới bắt đầu: còn thiếu ngày hoặc các bước
following-broken-group-left = “{ $name }”: nhà máy không còn thuộc nhóm sản xuất nào; hãy xác nhận lại hoặc kết thúc
following-broken-group-begun = “{ $name }”: nhà máy không còn thuộc nhóm sản xuất đã bắt đầu lộ trình này; hãy làm tiếp và ban hành, hoặc kết thúc
following-ownerless = “{ $name }” mới bắt đầu: chưa có ai phụ trách
following-broken-missed =
    “{ $name }”{ $more ->
        [0] {""}
       *[other] {" "}và { $more } bước khác
    }: { $people } người không đến; hãy thêm một buổi khác, hoặc ghi rõ vì sao họ không cần dự
following-legend = Ý nghĩa các dấu
following-meaning = Mỗi ô cho biết trạng thái đáng chú ý nhất của các mục thuộc chủ đề trong chu kỳ mới nhất của kế hoạch và các mục mà chu kỳ trước để lại, và có bao nhiêu mục như vậy. Không có mục nào không có nghĩa là không có vấn đề: có thể chưa ai xem xét.
following-all = Mọi nhà máy
following-own = Nhà máy của tôi
following-group-only = chỉ qua nhóm sản xuất
following-none = Chưa có nhà máy nào
following-none-text = Các nhà máy bạn phụ trách sẽ hiện ở đây khi đã vào chu kỳ hoặc có lộ trình.
theme-state-overdue = quá hạn
theme-state-due-soon = sắp đến hạn
theme-state-not-begun = chưa bắt đầu
theme-state-under-way = đang làm
theme-state-verified = đã xác minh
theme-state-nothing = không có mục nào
theme-words-overdue =
    { $again ->
        [0] { $count } mục quá hạn
       *[other] { $count } mục quá hạn; { $again } mục phát hiện lại
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } mục nghiêm trọng
    }
theme-words-due-soon =
    { $again ->
        [0] { $count } mục sắp đến hạn
       *[other] { $count } mục sắp đến hạn; { $again } mục phát hiện lại
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } mục nghiêm trọng
    }
theme-words-not-begun =
    { $again ->
        [0] { $count } mục chưa bắt đầu
       *[other] { $count } mục chưa bắt đầu; { $again } mục phát hiện lại
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } mục nghiêm trọng
    }
theme-words-under-way =
    { $again ->
        [0] { $count } mục đang làm
       *[other] { $count } mục đang làm; { $again } mục phát hiện lại
    }{ $critical ->
        [0] {""}
       *[other] ; { $critical } mục nghiêm trọng
    }
theme-words-verified = { $count } mục đã xác minh
theme-words-nothing = không có mục nào

pathway-people-title = Người học theo từng bước
pathway-people-none = Chưa mời ai tham gia
pathway-people-none-text = Khi lộ trình được ban hành, mọi người tham gia sẽ hiện ở đây cùng các bước của mình.
pathway-not-expected = không cần tham gia
pathway-late = { $count ->
   *[other] { $count } bước bị trễ
}

factory-pathway-title = Kế hoạch và lộ trình: { $name }
factory-pathway-lead = Kế hoạch cải tiến và các lộ trình đặt cạnh nhau.
factory-plan-title = Kế hoạch cải tiến
factory-goals = Các loại mục tiêu
factory-goals-all = Mọi mục tiêu
factory-plan-none-of-goal = Không có mục nào của kế hoạch được giải quyết bằng bước có loại mục tiêu này.
factory-plan-none = Kế hoạch chưa có mục nào.
factory-past = Đã xác minh trong các chu kỳ trước
factory-pathways-title = Lộ trình
factory-pathways-none = Chưa có lộ trình.
factory-severity = Mức độ
factory-learned = Đã học
factory-learned-none = Chưa có bước nào của lộ trình gắn với mục này.
factory-learned-nobody = chưa mời ai tham gia
factory-applied = Đã áp dụng
factory-applied-files = { $count ->
    [0] chưa có bằng chứng
   *[other] { $count } tệp bằng chứng
}
factory-verified = Đã xác minh
factory-verified-yes = có
factory-verified-reported = đã báo khắc phục, chưa xác minh
factory-verified-no = chưa
factory-again = Phát hiện lại
factory-again-unknown = từ đó chưa có đánh giá nào
factory-again-yes = có, trong chu kỳ { $cycle }
factory-again-otherwise = có, trong chu kỳ { $cycle }, nhưng không phải từ đánh giá
factory-again-no = không, đánh giá của chu kỳ { $cycle } cũng không thấy
factory-no-cause = Đây là bốn con số riêng biệt. Việc mọi người đã học không chứng tỏ đó là lý do một mục được khép lại hay không được phát hiện lại.

pathway-begin = Lộ trình mới
pathway-begin-action = Bắt đầu
pathway-template = Mẫu
pathway-template-none = Không dùng mẫu
pathway-template-help = Ngày của các giai đoạn, mục tiêu và bước được tính từ ngày bắt đầu.
pathway-template-unknown = Hãy chọn một mẫu trong danh sách.
pathway-name = Tên
pathway-name-missing = Hãy đặt tên.
pathway-starts-on = Bắt đầu ngày
pathway-starts-help = Có thể để trống khi còn là bản nháp.
pathway-ends-on = Kết thúc ngày
pathway-due-on = Hạn
pathway-due-help = Với buổi tập huấn hoặc chuyến thăm tư vấn, đây là ngày diễn ra.
pathway-ends-before-start = Ngày kết thúc trước ngày bắt đầu.
pathway-text-too-long = Hãy viết ngắn lại.
pathway-draft = bản nháp
pathway-in-force = đang thực hiện
pathway-changed-since = đã sửa sau khi ban hành
pathway-ended = đã kết thúc
pathway-ended-by = đã kết thúc ngày { $day } ({ $name })
pathway-changed-meanwhile = Trong lúc đó, có người khác đã sửa lộ trình này.
pathway-late-text = Trang cho thấy lộ trình lúc này; những gì bạn nhập vẫn còn trong mẫu. Hãy xem lại rồi lưu lần nữa.
pathway-broken-title = Chỗ vướng mắc và người cần quyết định
pathway-broken-owner = { $name } phụ trách lộ trình này nhưng không còn ở đây. Hãy chọn người khác.
pathway-broken-group = “{ $name }”: nhà máy đã chuyển sang nhóm sản xuất khác so với khi ban hành. Hãy xác nhận và ban hành lại, hoặc kết thúc.
pathway-broken-group-left = “{ $name }”: khi ban hành, nhà máy thuộc một nhóm sản xuất, nay không còn thuộc nhóm nào. Hãy xác nhận và ban hành lại, hoặc kết thúc.
pathway-broken-group-begun = “{ $name }” do một nhóm sản xuất bắt đầu, nhưng nhà máy không còn thuộc nhóm đó. Hãy làm tiếp và ban hành như lộ trình của riêng nhà máy, hoặc kết thúc.
pathway-broken-missed = “{ $name }” đã diễn ra nhưng { $people } người được mời không đến. Hãy thêm một buổi khác, hoặc ghi rõ vì sao họ không cần dự.
pathway-broken-adviser = “{ $name }”: nhà máy đã có tư vấn viên khác so với khi ban hành. Người tiếp nhận cần ban hành lại.
pathway-broken-step-owner = “{ $name }”: người phụ trách không còn ở đây. Hãy chọn người khác.
pathway-broken-course-withdrawn = “{ $name }”: khoá học đã bị rút. Ai đang học vẫn học hết; hãy chọn khoá khác cho những người còn lại.
pathway-broken-course-replaced = “{ $name }”: khoá học có bản mới hơn. Ai đang học vẫn giữ bản của mình; ban hành lại để người mới học bản mới.
pathway-broken-owner-erased = Người phụ trách lộ trình này không còn ở đây. Hãy chọn người khác.
pathway-broken-adviser-erased = Tư vấn viên của nhà máy này không còn làm việc ở đây. Hãy chọn tư vấn viên khác.
pathway-broken-no-management = Uỷ ban của nhà máy không còn ai thuộc bên ban quản lý. Hãy cử người để cả hai bên có thể xác nhận “{ $name }”.
pathway-broken-no-workers = Uỷ ban của nhà máy không còn ai thuộc bên người lao động. Hãy để người lao động bầu người mới để cả hai bên có thể xác nhận “{ $name }”.
pathway-broken-joined = { $people } người mới vào nhà máy thuộc diện tham gia “{ $name }” nhưng chưa được mời. Hãy ban hành lại để mời họ; không cần ai xác nhận lại.
pathway-broken-silent-management = Trong nhà máy không ai trả lời được thay bên ban quản lý, dù bằng ghế trong uỷ ban hay với vai trò quản lý. Hãy để nhà máy cử hoặc mời một người, để cả hai bên có thể xác nhận “{ $name }”.
pathway-broken-silent-workers = Trong nhà máy không ai trả lời được thay người lao động, dù bằng ghế trong uỷ ban hay với vai trò đại diện. Hãy để người lao động bầu hoặc mời một người, để cả hai bên có thể xác nhận “{ $name }”.
pathway-broken-gone = { $people } người được mời trong “{ $name }” không còn thuộc nhà máy. Hãy ban hành lại để họ thôi tham gia.
pathway-person-erased = Một người đã được xoá dữ liệu
pathway-broken-adviser-left = { $name } đang tư vấn cho nhà máy này nhưng không còn làm việc ở đây. Hãy chọn tư vấn viên khác.
pathway-step-is-course = Ai học xong khoá học được biết qua việc học của họ.
pathway-came-not-expected = Chỉ nêu những người được mời đến bước này.
pathway-decider-adviser = Tư vấn viên quyết định
pathway-decider-programme-manager = Chương trình quyết định
pathway-decider-committee = Uỷ ban
pathway-decider-owner = Người phụ trách quyết định
pathway-lacks-title = Cần có trước khi ban hành
pathway-owner-left = Người phụ trách đã rời đi. Hãy chọn người khác.
pathway-owner-missing = Hãy chọn người phụ trách.
pathway-owner-unknown = Hãy chọn một người trong danh sách.
pathway-start-missing = Hãy cho biết ngày bắt đầu.
pathway-end-missing = Hãy cho biết ngày kết thúc.
pathway-stages-missing = Hãy thêm một giai đoạn.
pathway-steps-missing = Hãy thêm một bước.
pathway-goals-missing = Hãy thêm một mục tiêu.
pathway-stage-undated = Giai đoạn cần có ngày bắt đầu và kết thúc.
pathway-stage-outside = Giai đoạn nằm ngoài thời gian của lộ trình.
pathway-stage-backwards = Giai đoạn kết thúc trước khi bắt đầu.
pathway-step-undated = Bước này cần có ngày.
pathway-step-outside = Ngày nằm ngoài lộ trình.
pathway-step-in-no-stage = Bước này chưa thuộc giai đoạn nào.
pathway-step-without-owner = Bước này cần người phụ trách.
pathway-step-without-course = Hãy chọn một khoá học.
pathway-step-course-withdrawn = Khoá học không còn được mở. Hãy chọn khoá khác.
pathway-step-needs-session = Khoá này không bao giờ trọn vẹn nếu chỉ học trên máy. Hãy thêm một buổi tập huấn hoặc một chuyến thăm đi cùng.
pathway-step-past = Ngày này đã qua trước khi bước được ban hành.
pathway-step-backwards = Hạn của bước đến trước ngày bắt đầu.
pathway-step-department-empty = Chưa có ai được ghi là làm ở bộ phận này.
pathway-step-owner-gone = Người phụ trách bước này không còn làm việc được ở đây. Bạn hãy chọn người khác.
pathway-stage-unknown = Giai đoạn này không còn nữa. Bạn hãy chọn giai đoạn khác.
pathway-item-unknown = Mục này không có trong kế hoạch. Bạn hãy chọn mục khác.
pathway-role-unknown = Trong nhà máy không ai có vai trò này. Bạn hãy chọn vai trò khác.
pathway-choice-unknown = Bạn hãy chọn trong danh sách.
pathway-department-help = Các bộ phận ở đây: { $departments }
pathway-department-none = Ở đây chưa ghi bộ phận của ai. Danh sách nhân sự có thể ghi điều này.
pathway-done-too-early = Ngày này bước vẫn chưa bắt đầu.
pathway-done-unpublished = Bước này chưa được ban hành nên chưa có ai theo. Bạn hãy ban hành lộ trình trước.
pathway-presence-without-day = Bạn hãy ghi ngày diễn ra: đã có người được đánh dấu là có mặt.
pathway-course-is-digital = Khoá học được học trên thiết bị: bạn hãy chọn “trên máy” hoặc đổi bước này thành buổi tập huấn.
pathway-course-of-no-course = Chỉ bước là khoá học mới ghi tên khoá học.
pathway-missed = không dự
pathway-excused = không cần dự
pathway-unnoted = đã qua ngày; chưa ghi ai đã dự
pathway-missed-title = Ai không đến
pathway-missed-text = Hãy thêm một buổi khác cho họ: chỉ những người không đến mới được mời dự. Ai đã dự một buổi tương tự sau đó thì bạn có thể đánh dấu ở trên.
pathway-another-date = Thêm một buổi khác
pathway-excuse-who = Những người này không cần dự
pathway-excuse-reason = Vì sao
pathway-excuse-help = Ví dụ: nghỉ phép đến hết lộ trình, hoặc đã được đào tạo ở nơi khác. Họ sẽ đọc được điều ghi ở đây khi hỏi Học viện đang lưu gì về mình.
pathway-excuse-save = Ghi là không cần dự
pathway-excuse-reason-missing = Bạn hãy ghi vì sao họ không cần dự.
pathway-excuse-nobody = Bạn hãy đánh dấu ai không cần dự.
pathway-excuse-not-missed = Chỉ người được mời đến một buổi đã diễn ra và không đến mới có thể ghi là không cần dự. Bạn hãy xem lại danh sách.
pathway-excuse-session = Buổi này đi cùng một khoá học không bao giờ trọn vẹn nếu thiếu nó, và có người được đánh dấu đang học khoá đó. Bạn hãy thêm một buổi khác.
pathway-excused-title = Ai không cần dự
pathway-expect-again = Mời dự lại
pathway-step-course-twice = Một bước khác đã có khoá học này cho một số người trong nhóm này; họ chỉ học một lần nên cả hai bước sẽ cùng xong. Bạn hãy bỏ một bước hoặc chọn người khác.
pathway-person-not-expected = Có người được đánh dấu nhưng không thuộc bước này. Bạn hãy xem lại danh sách.
pathway-presence-recorded = Có người vừa bị bỏ đánh dấu, nhưng hồ sơ khoá học của họ ghi rằng họ đã dự buổi này. Hồ sơ không bao giờ rút lại, và điều đã hoàn thành cũng vậy.
pathway-course-by-learning = Chỉ việc học mới cho biết ai đã xong một khoá học. Không thể đánh dấu bằng tay.
pathway-session-empty = Không ai được chờ ở buổi tập huấn đi cùng khoá này. Hãy ghi ở buổi đó ai tham gia.
pathway-session-misses = Có người học khoá này nhưng không được mời dự buổi nào đi cùng, mà thiếu buổi đó thì không ai hoàn thành khoá. Hãy ghi ở buổi đó là họ tham gia, hoặc thêm một buổi khác.
pathway-management-not-confirmed = Ban quản lý trong uỷ ban chưa xác nhận lộ trình như hiện nay.
pathway-workers-not-confirmed = Người lao động trong uỷ ban chưa xác nhận lộ trình như hiện nay.
pathway-stages = Các giai đoạn và bước
pathway-stage = Giai đoạn
pathway-stage-new = Thêm giai đoạn
pathway-stage-name = Tên giai đoạn
pathway-stage-name-missing = Hãy đặt tên cho giai đoạn.
pathway-stage-change = Sửa hoặc bỏ giai đoạn
pathway-stage-remove = Bỏ giai đoạn
pathway-no-stage = Chưa thuộc giai đoạn nào
pathway-goals = Mục tiêu
pathway-goal = Mục tiêu
pathway-goal-new = Thêm mục tiêu
pathway-goal-remove = Bỏ
pathway-goal-missing = Hãy cho biết cần đạt điều gì.
pathway-goal-kind-missing = Hãy chọn loại mục tiêu.
pathway-measure = Dựa vào đâu để biết
pathway-measure-help = Một con số, một tài liệu hoặc một điều quan sát được.
pathway-measure-missing = Hãy cho biết nhìn vào đâu để biết.
pathway-revisions = Những lần ban hành
pathway-revision = Bản { $count }
pathway-enrolled = { $count ->
   *[other] { $count } lượt ghi danh
}
pathway-for-people = { $count ->
   *[other] cho { $count } người
}
pathway-difference-name = Lộ trình nay có tên { $name }
pathway-difference-step-place = Đổi địa điểm: { $name }
pathway-difference-step-joined = Thêm người tham gia: { $name }
pathway-difference-step-left = Không còn tham gia: { $name }
pathway-difference-step-withdrawn = Được rút khỏi khoá học chưa bắt đầu: { $name }
pathway-difference-step-going-on = Vẫn học tiếp, giữ nguyên hạn: { $name }
pathway-difference-step-added = Thêm bước: { $name }
pathway-difference-step-removed = Bỏ bước: { $name }
pathway-difference-step-moved = Đổi ngày: { $name }
pathway-difference-step-renamed = Đổi tên: { $name }
pathway-difference-step-people = Đổi người tham gia: { $name }
pathway-difference-step-course = Đổi khoá học: { $name }
pathway-difference-step-version = Người mới tham gia học phiên bản mới của khoá học, những người khác giữ phiên bản đang học: { $name }
pathway-difference-step-relation = Đổi bước thay thế được cho nhau hoặc đi cùng nhau: { $name }
pathway-difference-step-coverage = Đổi tỷ lệ người phải hoàn thành: { $name }
pathway-difference-step-stage = Chuyển sang giai đoạn khác: { $name }
pathway-difference-step-owner = Đổi người phụ trách bước: { $name }
pathway-difference-step-otherwise = Đổi hình thức hoặc mục tiêu: { $name }
pathway-difference-stage-changed = Sửa giai đoạn: { $name }
pathway-difference-goal-changed = Sửa mục tiêu: { $name }
pathway-difference-stage-added = Thêm giai đoạn: { $name }
pathway-difference-stage-removed = Bỏ giai đoạn: { $name }
pathway-difference-goal-added = Thêm mục tiêu: { $name }
pathway-difference-goal-removed = Bỏ mục tiêu: { $name }
pathway-difference-start = Đổi ngày bắt đầu{ $name }
pathway-difference-end = Đổi ngày kết thúc{ $name }
pathway-difference-owner = Đổi người phụ trách{ $name }
pathway-committee = Uỷ ban lưỡng bên
pathway-side-silent = chưa trả lời
pathway-side-agreed = đã xác nhận
pathway-side-refused = không xác nhận
pathway-confirm-legend = Bạn trả lời thay cho: { $side }
pathway-confirm-yes = Chúng tôi xác nhận lộ trình như hiện nay
pathway-confirm-no = Chúng tôi chưa xác nhận
pathway-confirm-comment = Cần thay đổi điều gì
pathway-confirm = Trả lời
pathway-answer-asked = Trả lời thay cho bên bạn
pathway-confirm-reason-missing = Hãy cho biết cần thay đổi điều gì.
pathway-answer-missing = Hãy chọn một câu trả lời.
pathway-confirm-committee-only = Chỉ thành viên uỷ ban lưỡng bên mới trả lời thay cho bên mình.
pathway-publish = Ban hành
pathway-publish-again = Ban hành các thay đổi
pathway-publish-people = Ban hành lại
pathway-head-change = Tên, người phụ trách và ngày
pathway-more = Làm mẫu, kết thúc
pathway-as-template = Làm thành mẫu
pathway-as-template-text = Người khác có thể bắt đầu lộ trình với các giai đoạn, mục tiêu và bước này, không kèm tên ai.
pathway-end = Kết thúc lộ trình
pathway-end-text = Lộ trình sẽ không còn được thực hiện và không ai còn phải tham gia những việc chưa xong: mọi người liên quan được báo qua thư. Khoá học chỉ do lộ trình này giao và chưa bắt đầu sẽ được rút; khoá đang học được giữ.
pathway-step-new = Thêm bước
pathway-step-change = Sửa bước
pathway-step-what = Nội dung của bước
pathway-step-when = Khi nào và ở đâu
pathway-step-who = Ai tham gia
pathway-step-other = Gắn với bước khác
pathway-step-kind = Loại bước
pathway-step-course = Khoá học
pathway-step-course-help = Cần chọn khi bước này là một khoá học.
pathway-step-name = Tên
pathway-step-name-help = Để trống thì lấy tên của khoá học.
pathway-step-name-missing = Hãy đặt tên cho bước này.
pathway-step-delivery = Hình thức
pathway-step-goal = Loại mục tiêu
pathway-step-item = Mục trong kế hoạch
pathway-step-owner = Người phụ trách
pathway-step-role = Vai trò
pathway-step-side = Thuộc bên nào trong uỷ ban
pathway-step-sex = Giới tính
pathway-step-relation = Quan hệ với bước kia
pathway-step-other-step = Bước kia
pathway-step-gone = Có người đã bỏ bước này.
pathway-place = Địa điểm
pathway-department = Bộ phận hoặc chuyền
pathway-coverage = Tỉ lệ cần hoàn thành, tính bằng phần trăm
pathway-coverage-help = Khoá học được tính là xong khi tỉ lệ này trong số người tham gia đã hoàn thành.
pathway-coverage-wrong = Hãy viết một số từ 1 đến 100.
pathway-kind-missing = Hãy chọn loại bước.
pathway-delivery-missing = Hãy chọn hình thức.
pathway-other-missing = Hãy chọn bước kia.
pathway-has-ended = Lộ trình này đã kết thúc và giữ nguyên như vậy.
pathway-no-course = Không có khoá học
pathway-no-item = Không gắn với mục nào
pathway-no-other = Không có bước khác
pathway-no-relation = Độc lập
pathway-anybody = Bất kỳ ai
pathway-theirs = Nội dung hiện nay
pathway-theirs-nothing = để trống
pathway-presence = Kết quả
pathway-done-on = Hoàn thành ngày
pathway-done-help = Để trống khi chưa diễn ra.
pathway-done-note = Ghi chú
pathway-done-in-future = Ngày này chưa đến.
pathway-who-came = Ai đã có mặt
pathway-nobody-expected = Khi lộ trình được ban hành, những người được mời sẽ hiện ở đây.
pathway-presence-save = Lưu kết quả
pathway-step-remove-title = Bỏ bước này
pathway-step-remove = Bỏ
pathway-step-remove-text = Những gì mọi người đã làm vẫn còn. Khi ban hành lần tới, ai chưa bắt đầu khoá học của bước này sẽ được rút khỏi khoá; ai đã bắt đầu vẫn học tiếp.

suggestions-title = Gợi ý cho kế hoạch
suggestions-further = Gợi ý khác (tất cả { $count })
suggestions-none = Không còn gợi ý nào cho kế hoạch hiện nay.
suggestion-add = Thêm vào lộ trình
suggestion-change = Sửa
suggestion-change-reason = Vì sao sửa
suggestion-decline = Từ chối
suggestion-decline-title = Từ chối, nêu lý do
suggestion-reason = Lý do
suggestion-reason-missing = Hãy cho biết vì sao.
suggestion-gone = Gợi ý này đã được nhận hoặc từ chối, hoặc kế hoạch không còn nêu ra nữa.
suggestion-table-title = Bảng gợi ý
suggestion-table-lead = Việc học nào giúp cho điểm tuân thủ và nguyên nhân gốc rễ nào. Khoá học có mặt ở đây theo những điểm mà khoá tự nêu.
suggestion-import = Nhập các dòng
suggestion-column-learning = Gợi ý
suggestion-column-points = Cho
suggestion-column-country = Quốc gia
suggestion-column-valid = Hiệu lực từ
suggestion-column-source = Nguồn
suggestion-any-point = mọi điểm tuân thủ
suggestion-every-country = Mọi quốc gia
suggestion-not-in-force = không còn hiệu lực
suggestion-source-course = Khoá học tự nêu các điểm này.
suggestion-country-not-own = Các dòng của quốc gia này, hoặc của mọi quốc gia, do người khác đặt.
suggestion-all-rows = Mọi quốc gia
suggestion-search-label = Tìm trong bảng
suggestion-shown = { $first } đến { $last } trong { $total }
suggestion-none-found = Không có dòng nào phù hợp
suggestion-none-found-text = Hãy tìm từ khác, hoặc xem tất cả các dòng.
suggestion-row-add = Thêm dòng
suggestion-row-new = Dòng mới
suggestion-course-withdrawn = khoá học đã rút
suggestion-course-withdrawn-note = Khoá học của dòng này hiện không được đăng, nên dòng này không gợi ý gì. Hãy chọn khoá học khác, hoặc kết thúc dòng này.
suggestion-shipped-note = Dòng này có sẵn trong Học viện. Khi bạn lưu, dòng của bạn sẽ thay thế nó.
suggestion-of-course-note = Dòng này do khoá học tự nêu. Khi bạn lưu, dòng của bạn sẽ thay thế nó.
suggestion-changed-meanwhile = Trong lúc đó, có người khác đã sửa dòng này.
suggestion-theirs-text = Đây là những chỗ dòng hiện nay khác với điều bạn nhập. Nội dung của bạn vẫn còn trong biểu mẫu: lưu lần nữa nếu bạn muốn thay thế.
suggestion-what = Gợi ý điều gì
suggestion-code-label = Mã
suggestion-code-help = Chữ thường không dấu, chữ số và dấu gạch nối. Mã không bao giờ thay đổi.
suggestion-code-wrong = Hãy dùng chữ thường không dấu, chữ số và dấu gạch nối, nhiều nhất 60 ký tự.
suggestion-code-taken = Đã có dòng mang mã này. Hãy sửa dòng đó, hoặc chọn mã khác.
suggestion-title-en-label = Tên bằng tiếng Anh
suggestion-title-vi-label = Tên bằng tiếng Việt
suggestion-title-help = Nếu để trống, khoá học giữ tên của chính nó.
suggestion-points-label = Cho các điểm tuân thủ này
suggestion-point-unknown = Không có điểm tuân thủ nào như vậy.
suggestion-points-help = Nếu không chọn điểm nào, dòng này dành cho mọi điểm có một trong các nguyên nhân gốc rễ.
suggestion-causes-label = Nguyên nhân gốc rễ
suggestion-causes-help = Những từ có trong nguyên nhân gốc rễ của một mục, cách nhau bằng dấu phẩy. Để trống nếu nguyên nhân nào cũng được.
suggestion-where = Ở đâu và khi nào
suggestion-from-label = Hiệu lực từ
suggestion-from-missing = Hãy cho biết hiệu lực từ ngày nào.
suggestion-until-label = Ngày cuối cùng
suggestion-until-help = Một dòng kết thúc bằng ngày cuối cùng. Dòng vẫn ở trong bảng, vì các quyết định nhắc đến nó.
suggestion-until-before-from = Ngày cuối cùng đến trước ngày đầu tiên.
suggestion-source-help = Ai cho rằng điều này có ích, và nêu ở đâu.
suggestion-source-missing = Hãy nêu nguồn.
suggestion-choose = Hãy chọn
suggestion-no-course = Không có khoá học
suggestion-cancel = Huỷ

templates-title = Mẫu lộ trình
templates-lead = Tạo một bản sao rồi viết lại theo lời của quốc gia hoặc tổ chức bạn.
template-clone = Tạo bản sao
template-size = { $stages } giai đoạn, { $steps } bước
template-name = Tên
template-country-help = Dành cho các nhà máy ở quốc gia này.
template-country-not-own = Hãy chọn quốc gia của bạn.
template-text-stage = Giai đoạn { $number }
template-text-goal = Mục tiêu { $number }
template-text-measure = Mục tiêu { $number }: nhìn vào đâu để biết
template-text-step = Bước { $number }, trong “{ $stage }”
template-of = của { $name }
template-not-shared = chưa chia sẻ
template-not-shared-text = Chỉ tổ chức của bạn và những người đặt mẫu cho quốc gia thấy mẫu này.
template-shared-text = Người khác có thể bắt đầu lộ trình bằng mẫu này và sao chép nó.
template-share = Chia sẻ: tôi đã đọc toàn bộ
template-shared-by-country = Mẫu do người đặt mẫu cho quốc gia chia sẻ.
template-remove = Gỡ mẫu này
template-remove-text = Không ai bắt đầu lộ trình bằng mẫu này được nữa. Các lộ trình đã bắt đầu bằng mẫu này vẫn giữ nguyên.
template-sharing-title = Ai thấy mẫu này
notice-template-shared = Đã chia sẻ mẫu.
notice-template-removed = Đã gỡ mẫu. Các lộ trình đã bắt đầu bằng mẫu này vẫn giữ nguyên.
template-texts = Lời văn
template-texts-help = Hãy viết như người trong nhà máy của bạn vẫn nói.
template-text-missing = Không được để trống lời văn nào.
template-not-own = Mẫu này của người khác. Hãy tạo bản sao rồi sửa bản sao.
template-changed-meanwhile = Trong lúc đó, có người khác đã sửa mẫu này.

import-title-suggestions = Gợi ý
import-lead-suggestions = Mỗi dòng một gợi ý, nhận ra nhau bằng mã. Các điểm và nguyên nhân cách nhau bằng dấu phẩy.
import-suggestion-also = –
import-suggestion-code = Mã
import-suggestion-points = Các điểm tuân thủ
import-suggestion-causes = Nguyên nhân gốc rễ
import-suggestion-country = Mã quốc gia
import-suggestion-kind = Loại bước
import-suggestion-delivery = Hình thức
import-suggestion-goal = Loại mục tiêu
import-suggestion-course = Khoá học
import-suggestion-title-en = Tên tiếng Anh
import-suggestion-title-vi = Tên tiếng Việt
import-suggestion-from = Hiệu lực từ
import-suggestion-until = Hiệu lực đến
import-suggestion-source = Nguồn
import-suggestion-wrong = { $column }: { $reason }
suggestion-line-twice = Dòng { $line } có cùng mã nhưng nội dung khác. Hãy giữ một trong hai dòng.
suggestion-told-about = { $code }
suggestion-told-change = { $what }: { $from } → { $to }
import-suggestion-word = Không đọc được “{ $word }” ở cột { $column }.
import-suggestion-code-missing = Hãy đặt mã cho dòng này.
import-suggestion-title-missing = Hãy đặt tên bằng tiếng Anh hoặc tiếng Việt.
import-suggestion-nothing = Hãy cho biết dòng này dành cho điểm tuân thủ hoặc nguyên nhân gốc rễ nào.

mail-expected-subject = Các hoạt động có bạn tham gia tại { $factory }
mail-expected-text = Một lộ trình của { $factory } vừa được ban hành. Bạn được mời tham gia:
mail-expected-ask = Nếu ngày giờ chưa phù hợp, bạn hãy trao đổi với người giám sát.
mail-changed-subject = Những thay đổi dành cho bạn tại { $factory }
mail-changed-text = Một lộ trình của { $factory } vừa được ban hành lại. Những điều sau thay đổi với bạn:
mail-changed-expected = Bạn được mời tham gia thêm:
pathway-changed-moved = Đổi ngày
pathway-changed-place = Đổi địa điểm
pathway-changed-left = Bạn không còn phải tham gia
pathway-changed-removed = Hoạt động này không diễn ra nữa
pathway-changed-withdrawn = Bạn được rút khỏi khoá học mà bạn chưa bắt đầu
pathway-changed-going-on = Bạn không còn phải tham gia, nhưng có thể học tiếp khoá học
pathway-changed-was = trước là
pathway-changed-now = nay là

notice-pathway-made = Đã bắt đầu lộ trình.
notice-pathway-saved = Đã lưu.
notice-suggestion-taken = Đã thêm bước. Hãy đặt ngày và cho biết ai tham gia.
notice-suggestion-declined = Đã từ chối. Gợi ý sẽ trở lại khi mục trong kế hoạch thay đổi.
notice-pathway-answered = Đã ghi nhận câu trả lời của bạn.
notice-pathway-published = Đã ban hành. Mọi người đã được ghi danh và báo tin.
notice-pathway-ended = Lộ trình đã kết thúc.
notice-pathway-presence = Đã lưu kết quả.
notice-suggestion-row-saved = Đã lưu dòng.
notice-template-cloned = Bản sao này là của bạn.

check-pathway-published-whole = Mọi lộ trình đã ban hành đều có người phụ trách và ngày
check-pathway-course-enrolled = Ai được mời vào một khoá học của lộ trình đều đã được ghi danh

audit-action-suggestion-change = Sửa bảng gợi ý
audit-subject-suggestion = dòng của bảng gợi ý

charge-of-plan = Trong kế hoạch cải tiến của { $factory }
charge-of-pathway = Lộ trình của { $factory }
charge-of-answer = Chờ bên bạn trả lời: lộ trình của { $factory }
job-kind-pathway-news = Báo cho mọi người biết việc ban hành lộ trình có ý nghĩa gì với họ ở các buổi gặp
job-kind-pathway-answered = Báo cho người phụ trách lộ trình và tư vấn viên biết uỷ ban đã trả lời thế nào
job-kind-notice-pathways-waiting = Báo cho người trả lời thay cho mỗi bên biết có lộ trình đang chờ
