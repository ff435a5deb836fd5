audiences-title = Nhóm đối tượng
audiences-of = Nhóm đối tượng của { $name }
audiences-text = Ai thuộc một nhóm đối tượng sẽ được tự động ghi danh: ngay bây giờ, và mỗi khi có người mới phù hợp.
audiences-none = Chưa có nhóm đối tượng nào
audiences-none-text = Bạn hãy cho biết ai cần học một khoá, ví dụ tất cả người mua hàng mới; mọi người phù hợp sẽ được ghi danh, với hạn tính từ ngày đó.
audience-new = Nhóm đối tượng mới
audience-change = Sửa nhóm đối tượng
audience-in-force = đang áp dụng
audience-ended = đã kết thúc
audience-due = hạn { $days } ngày kể từ khi phù hợp
audience-course-withdrawn = Một khoá học không còn được công bố
audience-name = Tên
audience-name-help = Dành cho bạn và đồng nghiệp, ví dụ “Người mua hàng mới”.
audience-name-missing = Bạn hãy đặt tên cho nhóm đối tượng.
audience-name-too-long = Tên này dài hơn 120 chữ. Bạn hãy rút ngắn lại.
audience-who = Gồm những ai
audience-any = Bất kỳ
audience-role = Vai trò
audience-role-wrong = Bạn hãy chọn một vai trò trong danh sách.
audience-country-help = Nơi tổ chức của họ hoạt động.
audience-language = Ngôn ngữ
audience-language-wrong = Bạn hãy chọn một ngôn ngữ trong danh sách.
audience-joined-after = Tham gia sau ngày
audience-what = Họ học gì
audience-days = Hạn sau bao nhiêu ngày kể từ khi phù hợp
audience-days-help = Tính từ ngày một người bắt đầu phù hợp. Để trống nếu không đặt hạn.
audience-days-wrong = Bạn hãy nhập số ngày từ 1 đến 730, hoặc để trống.
audience-save = Lưu và ghi danh
audience-preview = Xem gồm những ai
audience-preview-title = Gồm những ai
audience-preview-text = Chọn “Xem gồm những ai” để biết ai phù hợp lúc này. Việc xem không ghi danh ai cả.
audience-preview-count =
    { $count ->
        [0] Lúc này chưa có ai phù hợp. Ai phù hợp sau này sẽ được ghi danh khi đó.
       *[other] Lúc này có { $count } người phù hợp.
    }
audience-matched =
    { $count ->
        [0] Chưa có ai từng phù hợp.
       *[other] Đến nay đã có { $count } người phù hợp.
    }
audience-changed-meanwhile = Một người khác đã sửa hoặc kết thúc nhóm đối tượng này trong lúc trang của bạn đang mở. Bên cạnh biểu mẫu là những người phù hợp theo bản của họ; nội dung của bạn vẫn còn đây. Bạn hãy lưu lại nếu muốn dùng bản của mình.
audience-end-title = Kết thúc nhóm đối tượng này
audience-end-text = Sẽ không ghi danh thêm ai. Ai đã được ghi danh vẫn tiếp tục khoá học, và những gì đã học không mất đi.
audience-end = Kết thúc
audience-ended-text = Nhóm đối tượng này đã kết thúc. Ai đã được ghi danh vẫn tiếp tục khoá học.

notice-audience-made = Đã lưu. Mọi người phù hợp đang được ghi danh.
notice-audience-changed = Đã lưu. Những người mới phù hợp đang được ghi danh.
notice-audience-ended = Đã kết thúc. Ai đã được ghi danh vẫn tiếp tục khoá học.
