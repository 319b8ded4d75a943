#include "workbench/desktop/note_edit.h"

#include "workbench/desktop/city_document.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int pauseMs = 1000;
constexpr int lines = 4;

}  // namespace

NoteEdit::NoteEdit(const Desk& desk, QWidget* parent)
    : QPlainTextEdit(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("profileNote"));
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    pause_.setSingleShot(true);
    pause_.setInterval(pauseMs);
    connect(&pause_, &QTimer::timeout, this, &NoteEdit::keep);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (toPlainText() != known_)
            pause_.start();
    });
    connect(&desk_.document, &CityDocument::snapshotChanged, this, [this] {
        // What is being typed or written is not taken away by an older snapshot.
        if (!pause_.isActive() && !desk_.document.writer().isBusy())
            takeNote();
    });
    connect(&desk_.document, &CityDocument::cityChanged, this, [this] {
        pause_.stop();  // what was typed belongs to the city before
        code_.clear();
    });
}

void NoteEdit::setDistrict(const std::string& code)
{
    if (code == code_)
        return;
    keep();
    code_ = code;
    known_.clear();
    takeNote();
}

void NoteEdit::takeNote()
{
    const OpenedCity* city = desk_.document.city();
    if (!city || code_.empty())
        return;
    known_ = QString::fromStdString(noteOf(*city->snapshot, code_));
    if (toPlainText() != known_)
        setPlainText(known_);
    setReadOnly(!desk_.document.writer().canWrite());
}

void NoteEdit::keep()
{
    pause_.stop();
    if (code_.empty() || isReadOnly() || toPlainText() == known_)
        return;
    known_ = toPlainText();
    desk_.document.writer().change(
        [code = code_, text = known_.toStdString()](Workspace& workspace, const ChangeStamp& stamp) {
            return setNote(workspace, code, text, stamp);
        });
}

void NoteEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    keep();
}

QSize NoteEdit::sizeHint() const
{
    return {100, static_cast<int>(lines * fontMetrics().lineSpacing()) + 12};
}

}  // namespace chiiki::desktop
