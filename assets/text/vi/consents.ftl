viewers-title = Ai xem được dữ liệu của nhà máy
viewers-always-title = Ai xem được mà không cần đồng ý
viewers-own = Chính nhà máy của bạn
viewers-own-text = Người quản lý và đại diện người lao động xem được kế hoạch, lộ trình và trang này; thành viên uỷ ban lưỡng bên cũng xem được, trừ trang này. Người phụ trách một mục của kế hoạch xem được mục đó. Người điều phối xem được trang này và việc học của mọi người.
viewers-programme = Better Work, { $country }
viewers-programme-text = Tư vấn viên và quản lý chương trình ở nước bạn, những người cùng bạn thực hiện kế hoạch, và quản trị viên của Học viện.
viewers-group-text = Nhóm sản xuất xem được các nhà máy thuộc nhóm.
viewers-partners = Bộ, cơ quan thanh tra, đối tác phát triển
viewers-partners-text = Chỉ xem số liệu của cả nước, không bao giờ của riêng một nhà máy.

consent-scope-plan = Kế hoạch cải tiến
consent-scope-plan-help = Số mục ở từng trạng thái, theo chủ đề. Không có nội dung kế hoạch, bằng chứng hay tên người.
consent-scope-learning = Lộ trình và học tập
consent-scope-learning-help = Số bước đã xong và số người đã học, chỉ là con số. Không bao giờ cho biết là ai; số quá nhỏ được giữ kín.
consent-scopes-label = Được xem những gì
consent-scope-missing = Hãy chọn ít nhất một điều được xem.
consent-brand-label = Nhãn hàng
consent-brand-help = Tên đã đăng ký trong Học viện.
consent-brand-unknown = Không có nhãn hàng nào đăng ký với tên này. Hãy hỏi nhãn hàng xem họ dùng tên nào ở đây.
consent-factory-label = Nhà máy
consent-factory-choose = Chọn nhà máy
consent-factory-unknown = Hãy chọn một nhà máy trong danh sách.
consent-starts-label = Từ ngày
consent-ends-label = Đến ngày
consent-ends-help = Ngày cuối cùng. Nếu để trống, sự đồng ý có hiệu lực đến khi bạn rút lại.
consent-starts-in-the-past = Sự đồng ý bắt đầu sớm nhất là từ hôm nay.
consent-ends-too-early = Ngày cuối đứng trước ngày đầu.
consent-text-too-long = Hãy rút gọn còn tối đa 500 ký tự.
consent-purpose-label = Để làm gì
consent-purpose-help = Nhà máy sẽ đọc điều này. Hãy cho biết bạn sẽ làm gì với những điều mình xem được.
consent-purpose-missing = Hãy cho biết bạn muốn xem để làm gì.
consent-answer-missing = Hãy cho biết đồng ý hay từ chối.
consent-answer-word = Hãy trả lời “given” (đồng ý) hoặc “declined” (từ chối).

consents-title = Những đồng ý đã cho
consents-none = Chưa nhãn hàng nào xem được gì của nhà máy này.
consent-from = Từ
consent-until = đến
consent-no-end = đến khi rút lại
consent-given-by = Người đồng ý:
consent-revoked-by = Người rút lại:
consent-in-name = của { $group }, thay mặt nhà máy
consent-factory-only = Chỉ chính nhà máy cho và rút lại sự đồng ý của mình. Nhóm sản xuất của nhà máy xem được.
consent-revoke = Rút lại
consent-state-in-force = đang có hiệu lực
consent-state-to-come = chưa bắt đầu
consent-state-over = đã hết hạn
consent-state-revoked = đã rút lại
consent-give-title = Cho một nhãn hàng xem
consent-give-lead = Bạn quyết định nhãn hàng xem được gì của { $factory }. Bạn có thể rút lại bất cứ lúc nào và việc rút lại có hiệu lực ngay.
consent-give-note = Nhãn hàng không bao giờ thấy tên người của bạn, cũng như những gì ai đó đã viết.
consent-replaces = Từ ngày đầu, sự đồng ý này thay cho những gì nhãn hàng đang được xem.
consent-give-action = Đồng ý
consent-decline-action = Từ chối

consent-requests-title = Nhãn hàng xin xem
consent-request-open = Trả lời
consent-asks-for = Xin xem
consent-asked-by = Người hỏi
consent-answer-title = { $brand } xin được xem
consent-answered-already = Yêu cầu này đã được trả lời:
consent-answer-waiting = đang chờ trả lời
consent-answer-given = đã đồng ý
consent-answer-declined = đã từ chối
consent-answer-withdrawn = đã rút yêu cầu
consent-answered-meanwhile = Đã có người trả lời yêu cầu này, hoặc nhãn hàng đã rút lại.

consent-ask-title = Hỏi một nhà máy
consent-ask-lead = Bạn hỏi thay mặt { $brand }. Nhà máy quyết định cho xem gì, trong bao lâu, và có thể rút lại bất cứ lúc nào.
consent-ask-action = Gửi yêu cầu
consent-ask-nobody = Chưa có nhà máy nào để hỏi
consent-ask-nobody-text = Bạn có thể hỏi những nhà máy mà bạn đặt hàng. Nhà máy, hoặc Better Work ở nước đó, ghi lại ai đặt hàng ở nhà máy.
consent-asked-already = Nhà máy này chưa trả lời yêu cầu trước của bạn.
consent-own-requests-title = Những gì bạn đã hỏi
consent-withdraw = Rút yêu cầu

looks-title = Ai đã xem
looks-lead = Mỗi lần có người của nhãn hàng xem điều gì của nhà máy này. Không ai sửa được danh sách này.
looks-none = Chưa có ai của nhãn hàng nào xem.
looks-who = Ai
looks-what = Xem gì
looks-when = Khi nào
looks-shown =
    { $total ->
       *[other] { $first } đến { $last } trong số { $total } lần xem
    }

sourcing-title = Nhãn hàng đặt hàng ở đây
sourcing-lead = Chỉ những nhãn hàng này mới có thể xin đồng ý.
sourcing-none = Chưa ghi nhãn hàng nào.
sourcing-begin = Ghi một nhãn hàng
sourcing-end = Kết thúc
sourcing-there-already = Nhãn hàng này đã được ghi rồi.

shared-title = Tiến bộ của nhà máy
shared-lead = Những nhà máy cho bạn xem họ tiến bộ thế nào. Mỗi nhà máy tự quyết định cho xem gì và trong bao lâu.
shared-search-label = Tên nhà máy
shared-what = Bạn được xem
shared-until = Đến ngày
shared-until-revoked = Đến khi nhà máy rút lại
shared-looks-note = { $factory } đọc được ai đã xem trang này và khi nào.
shared-none = Chưa có nhà máy nào cho bạn xem
shared-none-text = Hãy hỏi một nhà máy mà bạn đặt hàng và cho biết bạn xem để làm gì; nhà máy sẽ quyết định.
shared-none-found = Không tìm thấy nhà máy nào
shared-none-found-text = Hãy thử một phần của tên. Không cần gõ dấu hay chữ hoa.
shared-shown =
    { $total ->
       *[other] { $first } đến { $last } trong số { $total } nhà máy
    }

notice-consent-given = Đã đồng ý. Bạn có thể rút lại ở đây bất cứ lúc nào.
notice-consent-declined = Đã từ chối yêu cầu.
notice-consent-revoked = Đã rút lại sự đồng ý. Nhãn hàng không còn xem được nữa.
notice-consent-asked = Đã gửi yêu cầu. Nhà máy sẽ quyết định.
notice-consent-request-withdrawn = Đã rút yêu cầu.
notice-sourcing-begun = Đã ghi nhãn hàng.
notice-sourcing-ended = Quan hệ đặt hàng đã kết thúc. Những đồng ý vẫn còn đến khi bạn rút lại.

consent-mail-asked-subject = { $brand } xin xem { $factory } tiến bộ thế nào
consent-mail-asked-text = { $brand } đặt hàng ở { $factory } và xin bạn đồng ý. Bạn quyết định họ xem được gì và đến khi nào; bạn có thể rút lại bất cứ lúc nào.
consent-mail-asked-action = Đọc và trả lời
consent-mail-purpose = Để làm gì:
consent-mail-given-subject = { $factory } cho { $brand } xem
consent-mail-given-text = { $factory } đã đồng ý cho { $brand } xem. Bạn chỉ thấy những gì được phép, và nhà máy đọc được ai đã xem.
consent-mail-given-action = Xem các nhà máy
consent-mail-declined-subject = { $factory } từ chối yêu cầu của { $brand }
consent-mail-declined-text = { $factory } không muốn cho { $brand } xem những gì đã hỏi. Đó là quyền của nhà máy; hãy trao đổi với họ trước khi hỏi lại.
consent-mail-declined-action = Xem các yêu cầu của bạn
consent-mail-revoked-subject = { $factory } đã rút lại sự đồng ý với { $brand }
consent-mail-revoked-text = Từ nay { $brand } không còn xem được những gì sự đồng ý này cho phép.
consent-mail-revoked-action = Xem các nhà máy
consent-mail-by = Người thực hiện: { $person }, { $organisation }.
consent-mail-group-given-subject = Nhóm sản xuất của { $factory } cho { $brand } xem
consent-mail-group-given-text = Học viện chỉ biết { $factory } qua nhóm sản xuất và ở nhà máy chưa có ai chịu trách nhiệm việc này. Vì vậy nhóm sản xuất đã thay mặt nhà máy đồng ý cho { $brand } xem.
consent-mail-group-given-action = Xem ai thấy dữ liệu của chúng tôi
consent-mail-group-declined-subject = Nhóm sản xuất của { $factory } từ chối yêu cầu của { $brand }
consent-mail-group-declined-text = Học viện chỉ biết { $factory } qua nhóm sản xuất và ở nhà máy chưa có ai chịu trách nhiệm việc này. Vì vậy nhóm sản xuất đã thay mặt nhà máy từ chối yêu cầu của { $brand }.
consent-mail-group-declined-action = Xem ai thấy dữ liệu của chúng tôi
consent-mail-group-revoked-subject = Nhóm sản xuất của { $factory } đã rút lại sự đồng ý với { $brand }
consent-mail-group-revoked-text = Học viện chỉ biết { $factory } qua nhóm sản xuất và ở nhà máy chưa có ai chịu trách nhiệm việc này. Vì vậy nhóm sản xuất đã thay mặt nhà máy rút lại sự đồng ý với { $brand }.
consent-mail-group-revoked-action = Xem ai thấy dữ liệu của chúng tôi

held-consent = Những đồng ý bạn đã cho
held-consent-revoked = Những đồng ý bạn đã rút lại
held-consent-request = Những đồng ý bạn đã xin
held-data-look = Những nhà máy bạn đã xem
held-sourcing-link = Ai đặt hàng ở đâu, như bạn đã ghi
held-column-given-at = Đã cho lúc
held-column-revoked-at = Rút lại lúc
held-column-brand = Nhãn hàng
held-column-purpose = Để làm gì
held-column-what = Điều gì

audit-subject-consent = sự đồng ý
audit-subject-consent-request = yêu cầu xin đồng ý
audit-subject-sourcing-link = quan hệ đặt hàng
audit-action-consent-ask = Xin đồng ý
audit-action-consent-ask-withdraw = Rút yêu cầu xin đồng ý
audit-action-consent-give = Cho đồng ý
audit-action-consent-decline = Từ chối yêu cầu xin đồng ý
audit-action-consent-revoke = Rút lại sự đồng ý
audit-action-sourcing-link = Ghi ai đặt hàng ở nhà máy
audit-action-sourcing-end = Kết thúc quan hệ đặt hàng

organisation-not-in-group = Chỉ nhà máy thuộc một nhóm sản xuất mới có thể được biết đến chỉ qua nhóm đó.
organisation-in-cycle = Nhà máy đang ở trong một chu kỳ của Better Work. Hãy kết thúc chu kỳ trước.
organisation-group-only-leaves = Nhà máy này chỉ được biết đến qua nhóm sản xuất. Trước hết hãy ghi nhận đây là nhà máy của Better Work.
organisation-group-only = chỉ biết qua nhóm sản xuất
organisation-group-only-text = Người của nhà máy vẫn được học. Nhà máy không được đánh giá và không tính là nhà máy của Better Work.
organisation-group-only-begin = Đây không phải nhà máy của Better Work
organisation-group-only-end = Đây là nhà máy của Better Work

group-title = Vấn đề theo chủ đề
group-summary =
    { $programme ->
        [0] Không có nhà máy nào của Better Work
       *[other] { $programme } nhà máy của Better Work
    }{ $others ->
        [0] {""}
       *[other] , và { $others } nhà máy chỉ biết qua nhóm sản xuất
    }
group-all-countries = Mọi quốc gia
group-law-label = Mỗi nước có luật riêng
group-law-text = Cùng một chủ đề nhưng ở nước khác lại là những yêu cầu khác. Hãy so sánh các nhà máy trong cùng một nước; tư vấn viên ở đó biết luật đòi hỏi gì.
group-meaning = Mỗi ô cho biết trạng thái xấu nhất trong các mục của chủ đề ở kế hoạch gần nhất của nhà máy, và có bao nhiêu mục như vậy. Ô không nói lý do. Không có mục nào không có nghĩa là không có vấn đề: có thể chưa ai xem xét.
group-none = Chưa có nhà máy nào
group-none-text = Những nhà máy thuộc nhóm sản xuất này sẽ hiện ở đây.
group-pathways-title = Lộ trình của các nhà máy
group-pathways-lead = Mỗi lộ trình đã đến đâu, đang chờ điều gì và ai cần làm.
group-pathways-none = Chưa có lộ trình nào
group-pathways-none-text = Lộ trình của các nhà máy trong nhóm sẽ hiện ở đây, dù do nhóm hay do tư vấn viên bắt đầu.
shared-theme-overdue = quá hạn
shared-theme-due-soon = đến hạn trong tuần
shared-theme-under-way = còn mở
shared-theme-verified = đã xác minh hết
shared-theme-nothing = không có mục nào
shared-theme-overdue-words =
    { $count ->
       *[other] { $count } mục quá hạn
    }
shared-theme-due-soon-words =
    { $count ->
       *[other] { $count } mục đến hạn trong tuần
    }
shared-theme-under-way-words =
    { $count ->
       *[other] { $count } mục còn mở
    }
shared-theme-verified-words =
    { $count ->
       *[other] Cả { $count } mục đã xác minh
    }
shared-theme-nothing-words =
    { $count ->
       *[other] Không có mục nào
    }
shared-plan-title = Kế hoạch cải tiến theo chủ đề
shared-plan-lead = Số mục của kế hoạch gần nhất ở từng tình trạng.
shared-plan-none = Nhà máy chưa có kế hoạch.
shared-theme = Chủ đề
shared-open = Chưa bắt đầu
shared-under-way = Đang thực hiện
shared-reported-fixed = Đã báo khắc phục
shared-verified = Đã xác minh
shared-learning-title = Học tập
shared-steps = Số bước của lộ trình đã xong
shared-steps-of = { $done } trên { $total }
shared-steps-none = Chưa có lộ trình
shared-people = Người đang học
shared-completed = trong đó đã hoàn thành một khoá
shared-withheld = giữ kín, vì có quá ít người
shared-no-cause = Học tập và kết quả xác minh được đếm riêng. Không con số nào nói rằng điều này dẫn đến điều kia.
cycle-of-group-only = Nhà máy này chỉ được biết đến qua nhóm sản xuất. Nhà máy được học nhưng không đăng ký chu kỳ.

group-start-title = Bắt đầu lộ trình cho nhiều nhà máy
group-start-lead = Mỗi nhà máy có lộ trình riêng. Tư vấn viên và uỷ ban của nhà máy làm tiếp; lộ trình chỉ được ban hành khi họ đồng ý.
group-start-factories = Nhà máy
group-start-factory-missing = Hãy chọn ít nhất một nhà máy của nhóm sản xuất.
group-start-action = Bắt đầu
notice-group-pathways-begun = Các lộ trình đã bắt đầu. Tư vấn viên và uỷ ban của các nhà máy sẽ làm tiếp.
audit-action-group-start-pathway = Bắt đầu lộ trình cho nhiều nhà máy
