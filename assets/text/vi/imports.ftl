import-name = Họ và tên
import-name-also = Họ tên|Tên|Tên đầy đủ
import-email = Email
import-email-also = Thư điện tử|Địa chỉ email|Hộp thư
import-organisation = Tổ chức
import-organisation-also = Tên tổ chức|Nhà máy|Công ty|Đơn vị
import-organisation-name = Tên tổ chức
import-organisation-name-also = Tên|Tổ chức|Tên đơn vị
import-role = Vai trò
import-role-also = Vai trò trong tổ chức
import-language = Ngôn ngữ
import-language-also = Ngôn ngữ của thư
import-language-en = Tiếng Anh
import-language-vi = Tiếng Việt
import-sex = Giới tính
import-sex-also = Giới
import-starts-on = Từ ngày
import-starts-on-also = Ngày bắt đầu|Bắt đầu
import-department = Bộ phận
import-department-also = Chuyền|Tổ|Phòng ban|Xưởng
import-department-too-long = Tên bộ phận dài tối đa 160 ký tự.
import-ends-on = Đến ngày
import-ends-on-also = Ngày kết thúc|Kết thúc
import-kind = Loại
import-kind-also = Loại tổ chức|Loại hình
import-country = Quốc gia
import-country-also = Nước|Mã quốc gia
import-part-of = Thuộc nhóm sản xuất
import-part-of-also = Thuộc tập đoàn|Tập đoàn|Tập đoàn sản xuất|Nhóm sản xuất
import-reference = Mã riêng
import-reference-also = Mã|Mã số|Mã tham chiếu

import-organisation-missing = Bạn hãy ghi tổ chức. Chỉ được để trống khi bạn phụ trách một tổ chức duy nhất.
import-organisation-unknown = Không có tổ chức nào của bạn tên là “{ $word }”.
import-organisation-unclear = Có nhiều tổ chức tên là “{ $word }”. Bạn hãy dùng mã riêng hoặc mã định danh thay cho tên.
import-group-unknown = Không có nhóm sản xuất nào của bạn tên là “{ $word }”.
import-role-unknown = “{ $word }” không phải là một vai trò ở đây.
import-language-unknown = “{ $word }” không phải là ngôn ngữ của Học viện. Bạn hãy ghi tiếng Anh hoặc tiếng Việt.
import-sex-unknown = Không đọc được “{ $word }”. Bạn hãy ghi nữ, nam hoặc khác, hoặc để trống.
import-kind-unknown = “{ $word }” không phải là một loại tổ chức.
import-country-unknown = “{ $word }” không có trong danh sách quốc gia. Bạn hãy ghi tên nước hoặc mã hai chữ cái.
import-reference-too-long = Bạn hãy rút mã riêng xuống còn 60 ký tự.
import-kind-stays = Tổ chức này thuộc loại khác, và loại của tổ chức không thay đổi được.
import-line-twice = Dòng { $line } đã ghi đúng mục này.
import-administrator-days = Thời hạn của quản trị viên được sửa ở trang của tổ chức, không sửa bằng danh sách.
import-sum = Tạo mới { $created }, thay đổi { $changed }, giữ nguyên { $unchanged }, từ chối { $refused }.

imports-title = Nhập danh sách
imports-lead = Đưa cả một danh sách vào cùng lúc. Bạn xem trước kết quả rồi mới quyết định.
imports-own-title = Các lần nhập của bạn
imports-own-none = Chưa có lần nào.
imports-action = Nhập danh sách
import-title-people = Người học và thành viên
import-title-organisations = Tổ chức
import-lead-people = Mỗi người một dòng. Người mới nhận thư mời đúng một lần. Người đã có tài khoản nhận vai trò và thời hạn; tên và ngôn ngữ giữ nguyên như họ đã khai.
import-lead-organisations = Mỗi tổ chức một dòng. Nếu có mã riêng, hệ thống vẫn nhận ra tổ chức khi tên thay đổi.
import-file-label = Tệp (CSV hoặc XLSX)
import-file-help = Tối đa 16 megabyte và 100.000 dòng. Dòng đầu là tên cột, bằng tiếng Anh hoặc tiếng Việt; ngày viết dạng 2026-11-22.
import-file-missing = Bạn hãy chọn tệp trước.
import-look-through = Xem trước
import-columns-title = Các cột
import-template-xlsx = Tệp mẫu Excel
import-template-csv = Tệp mẫu CSV
import-state-checking = đang kiểm tra
import-state-checked = chờ bạn quyết định
import-state-unreadable = không đọc được
import-state-importing = đang nhập
import-state-done = đã xong
import-state-failed = đã dừng
import-checking-title = Đang kiểm tra tệp
import-waiting-text = Trang này tự cập nhật. Bạn có thể rời trang rồi quay lại sau.
import-unreadable-title = Không nhập được tệp này
import-failed-title = Việc nhập đã dừng
import-failed-text = Đã nhập { $done } trên { $rows } dòng thì hệ thống gặp lỗi và dừng lại.
import-failed-nothing = Hệ thống gặp lỗi nên chưa nhập dòng nào của tệp này.
import-failed-again = Bạn có thể chọn lại đúng tệp đó: những dòng đã nhập sẽ giữ nguyên. Nếu vẫn bị dừng, bạn hãy báo cho người vận hành Học viện.
import-again = Chọn tệp khác
import-importing-title = Đang nhập các dòng
import-progress = { $done } trên { $rows } dòng
import-checked-title = Kết quả dự kiến
import-done-title = Kết quả
import-created =
    { $count ->
       *[other] { $count } mục mới
    }
import-changed =
    { $count ->
       *[other] { $count } mục thay đổi
    }
import-unchanged =
    { $count ->
       *[other] { $count } mục giữ nguyên
    }
import-refused =
    { $count ->
       *[other] { $count } dòng bị từ chối
    }
import-refused-text = Khi còn dòng sai thì chưa nhập gì cả. Bạn hãy sửa các dòng dưới đây trong tệp rồi chọn lại tệp, hoặc bỏ qua các dòng đó.
import-leave-out =
    { $count ->
       *[other] Bỏ qua các dòng sai và nhập { $count } dòng
    }
import-start =
    { $count ->
       *[other] Nhập { $count } dòng
    }
import-nothing-to-do = Mọi mục trong tệp này đã có trong Học viện. Không còn gì phải làm.
import-refusals-title = Các dòng bị từ chối
import-line-label = Dòng
import-reason-label = Lý do
import-changes-title = Các dòng làm thay đổi dữ liệu
import-change-about-label = Về
import-change-label = Thay đổi
import-line = Dòng { $line }
import-refusals-more =
    { $count ->
       *[other] Và { $count } dòng nữa.
    }
import-rows-wrong = Có dòng sai. Bạn hãy bỏ qua các dòng đó, hoặc sửa tệp rồi chọn lại.
import-gone = Danh sách này đã bị xóa trước khi có người quyết định, vì danh sách có tên người thì không được giữ lâu. Bạn hãy gửi lại nếu vẫn cần.
import-decided-already = Lần nhập này đã được quyết định rồi.

import-title-findings = Phát hiện
import-lead-findings = Mỗi phát hiện một dòng. Các phát hiện từ nhiều nguồn về cùng một điểm tuân thủ gộp thành một mục trong kế hoạch của nhà máy và mục đó giữ tất cả các nguồn. Một phát hiện được nhận ra qua nguồn và mã tham chiếu của nó. Phát hiện từ đánh giá của Better Work chờ đến khi báo cáo đánh giá của chu kỳ đó được công bố: trước đó chỉ những người thực hiện lần đánh giá thấy, và khi công bố thì vào kế hoạch.
import-title-slcp = Tự đánh giá SLCP Bước 1
import-lead-slcp = Mỗi câu trả lời một dòng. Câu trả lời có phát hiện trở thành mục của kế hoạch cải tiến; câu trả lời không còn phát hiện sẽ đánh dấu nguồn đã nêu nó; các câu khác không làm thay đổi gì. Chủ đề được ghép với điểm tuân thủ theo một danh sách còn phải xác minh; dòng nào cũng có thể tự nêu điểm tuân thủ.
import-factory = Nhà máy
import-factory-also = Tên nhà máy|Doanh nghiệp|Cơ sở
import-point = Điểm tuân thủ
import-point-also = Điểm|Mã điểm tuân thủ
import-question = Câu hỏi
import-question-also = Mã câu hỏi
import-source = Nguồn
import-source-also = Loại nguồn
import-source-reference = Mã tham chiếu của nguồn
import-source-reference-also = Mã tham chiếu|Mã phát hiện
import-found-on = Ngày phát hiện
import-found-on-also = Ngày
import-severity = Mức độ nghiêm trọng
import-severity-also = Mức độ|Rủi ro
import-cycle = Chu kỳ
import-cycle-also = Số chu kỳ
import-finding = Phát hiện
import-finding-also = Mô tả|Nội dung
import-root-cause = Nguyên nhân gốc rễ
import-root-cause-also = Nguyên nhân
import-action = Hành động
import-action-also = Hành động khắc phục|Biện pháp
import-due-on = Hạn
import-due-on-also = Hạn hoàn thành|Ngày đến hạn
import-slcp-assessment = Bản tự đánh giá
import-slcp-assessment-also = Mã Gateway|Mã tự đánh giá
import-slcp-question = Số câu hỏi
import-slcp-question-also = Câu hỏi|Mã câu hỏi
import-slcp-topic = Chủ đề
import-slcp-topic-also = Phần|Mục|Tiểu mục
import-slcp-finding = Có phát hiện (có hoặc không)
import-slcp-finding-also = Phát hiện|Không tuân thủ
import-slcp-completed-on = Ngày hoàn thành
import-slcp-completed-on-also = Ngày|Hoàn thành
import-slcp-answer = Câu trả lời
import-slcp-answer-also = Nhận xét|Trả lời
import-yes-words = có|đúng|không tuân thủ
import-no-words = không|sai|tuân thủ|không áp dụng
import-title-frame = Khung tuân thủ
import-lead-frame = Mỗi điểm tuân thủ một dòng; dòng nào nêu một nước và một điểm thì là câu hỏi của nước đó. Dòng có loại là nhóm hoặc chủ đề thì nêu một nhóm tuân thủ hoặc một chủ đề ưu tiên. Ô trống của một điểm đã có thì không thay đổi gì.
import-frame-code = Mã
import-frame-code-also = Mã điểm|Mã của câu hỏi
import-frame-name-en = Tên hoặc câu hỏi bằng tiếng Anh
import-frame-name-en-also = Tiếng Anh|Tên (tiếng Anh)
import-frame-name-vi = Tên hoặc câu hỏi bằng tiếng Việt
import-frame-name-vi-also = Tiếng Việt|Tên (tiếng Việt)
import-frame-kind = Loại dòng
import-frame-kind-also = Dòng này là
import-frame-cluster-words = nhóm|nhóm tuân thủ|cụm tuân thủ
import-frame-theme-words = chủ đề|chủ đề ưu tiên
import-frame-row-words = điểm|điểm tuân thủ|câu hỏi
import-frame-cluster = Nhóm tuân thủ
import-frame-cluster-also = Cụm tuân thủ
import-frame-theme = Chủ đề ưu tiên
import-frame-theme-also = Chủ đề
import-frame-confirmed = Đã xác nhận
import-frame-confirmed-also = Dấu|Bằng chứng
import-frame-valid-from = Có hiệu lực từ
import-frame-valid-from-also = Áp dụng từ
import-frame-valid-to = Có hiệu lực đến
import-frame-valid-to-also = Hết hiệu lực
import-frame-public-from = Công bố từ ngày
import-frame-public-from-also = Công bố từ
import-frame-version = Phiên bản
import-frame-version-also = Phiên bản câu hỏi
import-frame-law = Luật
import-frame-law-also = Căn cứ pháp luật|Căn cứ luật
api-import-send = Nhập một danh sách CSV hoặc XLSX: 200 khi đã xong, 202 khi một việc nền làm tiếp; với dry_run thì không nhập gì
api-import = Việc nhập đến đâu và mỗi dòng ra sao
import-anew-title = Không còn như bạn đã xem
import-anew-text = Sau khi bạn xem trước, có người đã thay đổi những gì các dòng này nói tới. Chưa có gì được nhập. Hãy xem điều sẽ diễn ra bây giờ rồi quyết định lại.
