piece-optional = (không bắt buộc)
piece-errors-title = Có chỗ cần bạn xem lại

state-done = đã xong
state-under-way = đang thực hiện
state-due = sắp đến hạn
state-overdue = quá hạn
state-not-started = chưa bắt đầu
state-not-needed = không cần
state-closed = chưa mở

save-saving = Đang lưu…
save-saved = Đã lưu
save-unsent = Chưa gửi được. Câu trả lời vẫn được giữ trên thiết bị này.
save-again = Thử lại
save-incomplete = Chưa lưu: câu trả lời chưa đủ hoặc chưa đúng dạng.
save-refused = Không nhận được câu trả lời này. Bạn hãy tải lại trang để xem mình đang ở bước nào.

callout-note = Ghi chú
callout-tip = Thử làm ngay
callout-important = Cần nhớ
callout-caution = Cần đọc cẩn thận
callout-warning = Cảnh báo

choice-right = đúng
choice-wrong = chưa đúng
choice-yours = câu trả lời của bạn

order-up = Chuyển lên
order-down = Chuyển xuống

pager-label = Các trang khác
pager-previous = Trang trước
pager-next = Trang sau

copy-link = Sao chép đường dẫn
copy-done = Đã sao chép
