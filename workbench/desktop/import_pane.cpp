#include "workbench/desktop/import_pane.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFontInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/import_steps.h"
#include "workbench/desktop/sheet_output.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/unmatched_list.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_report.h"

namespace chiiki::desktop {
namespace {

constexpr double leastWidthEm = 46;
constexpr int padding = 12;

QString nameOf(const FilePreview& file, const Words& words)
{
    return file.path.empty() ? words("desktop.import_pasted") : QFileInfo(QString::fromStdString(file.path)).fileName();
}

}  // namespace

ImportPane::ImportPane(const Desk& desk, QWidget* panes, QWidget* table)
    : QWidget(panes)
    , desk_(desk)
    , table_(table)
    , title_(new QLabel(this))
    , files_(new QComboBox(this))
    , take_(new QPushButton(this))
    , cancel_(new QPushButton(this))
    , line_(new QLabel(this))
    , page_(new QScrollArea(this))
    , steps_(new ImportSteps(desk))
    , empty_(new QWidget(this))
    , emptyText_(new QLabel(empty_))
    , choose_(new QPushButton(empty_))
    , publisherTitle_(new QLabel(this))
    , publisher_(new QLineEdit(this))
    , remember_(new QCheckBox(this))
    , note_(new QPushButton(this))
{
    setObjectName(QStringLiteral("importPreview"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setFocusPolicy(Qt::StrongFocus);
    hide();
    title_->setObjectName(QStringLiteral("importTitle"));
    title_->setFont(theme::font(theme::sectionPoints, true));
    title_->setWordWrap(true);
    files_->setObjectName(QStringLiteral("importFiles"));
    take_->setObjectName(QStringLiteral("importTake"));
    cancel_->setObjectName(QStringLiteral("importCancel"));
    line_->setObjectName(QStringLiteral("importLine"));
    line_->setWordWrap(true);
    publisher_->setObjectName(QStringLiteral("importPublisher"));
    remember_->setObjectName(QStringLiteral("importRemember"));
    remember_->setChecked(true);
    note_->setObjectName(QStringLiteral("importNote"));
    choose_->setObjectName(QStringLiteral("importChoose"));
    emptyText_->setWordWrap(true);
    emptyText_->setAlignment(Qt::AlignCenter);
    for (QPushButton* button : {take_, cancel_, choose_, note_})
        button->setAutoDefault(true);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(padding, 8, 8, 8);
    head->setSpacing(8);
    head->addWidget(title_, 1);
    head->addWidget(take_);
    head->addWidget(cancel_);

    page_->setWidget(steps_);
    page_->setWidgetResizable(true);
    page_->setFrameShape(QFrame::NoFrame);
    page_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page_->setFocusPolicy(Qt::NoFocus);
    page_->viewport()->setAutoFillBackground(false);

    auto* nothing = new QVBoxLayout(empty_);
    nothing->addStretch(1);
    nothing->addWidget(emptyText_);
    nothing->addWidget(choose_, 0, Qt::AlignHCenter);
    nothing->addStretch(2);

    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(padding, 4, padding, 8);
    foot->setSpacing(8);
    foot->addWidget(publisherTitle_);
    foot->addWidget(publisher_, 1);
    foot->addWidget(remember_);
    foot->addWidget(note_);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(files_);
    column->addWidget(line_);
    column->addWidget(page_, 1);
    column->addWidget(empty_, 1);
    column->addLayout(foot);

    connect(take_, &QPushButton::clicked, this, &ImportPane::take);
    connect(cancel_, &QPushButton::clicked, this, &ImportPane::dismiss);
    connect(note_, &QPushButton::clicked, this, &ImportPane::writeNote);
    connect(choose_, &QPushButton::clicked, this, &ImportPane::filesWanted);
    connect(files_, &QComboBox::activated, this, [this](int index) {
        at_ = static_cast<std::size_t>(std::max(0, index));
        showPreview();
    });
    connect(steps_, &ImportSteps::chosen, this, [this](const ImportSteps::FileChange& change) {
        this->change([change, at = at_](ImportDraft::Choices& choices) { change(choices.files[at].choices); });
    });
    connect(steps_, &ImportSteps::putOff, this, [this](const std::string& written) {
        change([written](ImportDraft::Choices& choices) { choices.later.insert(written); });
    });
    connect(publisher_, &QLineEdit::editingFinished, this, [this] {
        const std::string name = publisher_->text().trimmed().toStdString();
        if (publisher_->isModified() && name != draft_.choices().publisher)
            change([name](ImportDraft::Choices& choices) { choices.publisher = name; });
    });
    connect(remember_, &QCheckBox::toggled, this, [this] {
        if (!draft_.isEmpty())
            read();
    });
    connect(&desk_.document, &CityDocument::cityChanged, this, [this] {
        if (isVisible() && !draft_.isEmpty())
            read();
    });
    connect(&desk_.document, &CityDocument::snapshotChanged, this, [this] {
        if (isVisible() && !isTaking_ && !draft_.isEmpty())
            read();
    });
    connect(&desk_.document.writer(), &CityWriter::written, this, [this] {
        if (!std::exchange(isTaking_, false))
            return;
        const CityWriter& writer = desk_.document.writer();
        dismiss();
        if (!writer.journal().empty())
            emit told(desk_.words.say(writer.journal().front().what));
    });
    connect(&desk_.document.writer(), &CityWriter::refused, this, [this](const Error& error) {
        if (!std::exchange(isTaking_, false))
            return;
        say(QString::fromStdString(describe(error, desk_.words.language())), true);
        showPreview();
    });
    connect(&desk_.words, &Words::changed, this, &ImportPane::retranslate);
    connect(&theme::looks(), &theme::Looks::changed, this, [this] {
        place();
        showPreview();
    });
    panes->installEventFilter(this);
    retranslate();
}

void ImportPane::open()
{
    begin({});
}

void ImportPane::openFiles(const std::vector<std::string>& paths)
{
    std::vector<ImportFile> files;
    for (const std::string& path : paths)
        files.push_back({path, {}, {}});
    begin(std::move(files));
}

void ImportPane::openPasted(const QString& text)
{
    begin({{{}, text.toStdString(), {}}});
}

void ImportPane::begin(std::vector<ImportFile> files)
{
    if (!desk_.document.city())
        return;
    if (!isVisible())
        focusBefore_ = QApplication::focusWidget();
    reading_.drop();
    draft_ = ImportDraft(std::move(files));
    preview_.reset();
    at_ = 0;
    isTaking_ = false;
    isFresh_ = true;
    line_->hide();
    publisher_->clear();
    steps_->begin();
    place();
    QWidget::show();
    raise();
    if (draft_.isEmpty()) {
        showPreview();
        choose_->setFocus(Qt::PopupFocusReason);
    } else {
        setFocus(Qt::PopupFocusReason);
        read();
    }
}

void ImportPane::dismiss()
{
    reading_.drop();
    hide();
    if (focusBefore_)
        focusBefore_->setFocus(Qt::PopupFocusReason);
    emit closed();
}

void ImportPane::read()
{
    const OpenedCity* city = desk_.document.city();
    if (!city)
        return;
    say(desk_.words("desktop.import_reading"), false);
    reading_.start([snapshot = city->snapshot, request = request()] { return previewImport(snapshot, request); },
                   [this](Result<ImportPreview> made) {
                       if (!made) {
                           preview_.reset();
                           showPreview();
                           say(QString::fromStdString(describe(made.error(), desk_.words.language())), true);
                           return;
                       }
                       preview_ = *std::move(made);
                       at_ = std::min(at_, preview_->files.size() - 1);
                       line_->hide();
                       showPreview();
                       if (std::exchange(isFresh_, false))
                           focusFirst();
                   });
}

ImportRequest ImportPane::request() const
{
    ImportRequest request;
    request.files = draft_.choices().files;
    request.publisher = draft_.choices().publisher;
    request.isRemembered = remember_->isChecked();
    request.surroundings = desk_.document.city()->surroundings;
    return request;
}

void ImportPane::writeNote()
{
    const FilePreview* shown = file();
    if (!shown)
        return;
    ImportRequest one = request();
    one.files = {draft_.choices().files[at_]};
    const QString name = QFileInfo(nameOf(*shown, desk_.words)).completeBaseName();
    const std::string path =
        outputFileFor(desk_, desk_.words("desktop.import_note_file", {name}), QStringLiteral(".md")).toStdString();
    noting_.start(
        [workspace = desk_.document.city()->path, one, path] { return writeCorrectionNote(workspace, one, path); },
        [this](const Result<WrittenNote>& written) {
            if (!written)
                say(QString::fromStdString(describe(written.error(), desk_.words.language())), true);
            else
                say(desk_.words("desktop.import_note_written",
                                {QString::fromStdString(written->note), QString::number(written->faults),
                                 QString::number(written->mended)}),
                    false);
        });
}

void ImportPane::take()
{
    if (!preview_ || !take_->isEnabled() || reading_.isRunning())
        return;
    isTaking_ = true;
    take_->setEnabled(false);
    say(desk_.words("desktop.import_taking"), false);
    desk_.document.writer().change(
        [preview = *preview_](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
            auto outcome = applyImport(workspace, preview, stamp);
            if (!outcome)
                return tl::unexpected(outcome.error());
            return outcome->snapshot;
        });
}

void ImportPane::change(const std::function<void(ImportDraft::Choices&)>& change)
{
    draft_.change(change);
    read();
}

void ImportPane::readAgainIf(bool isOther)
{
    if (isOther)
        read();
}

const FilePreview* ImportPane::file() const
{
    return preview_ && at_ < preview_->files.size() ? &preview_->files[at_] : nullptr;
}

void ImportPane::focusFirst()
{
    if (!isAncestorOf(QApplication::focusWidget()) && QApplication::focusWidget() != this)
        return;
    // What somebody has to decide comes first; what needs nothing is taken in by Enter.
    if (steps_->unmatched().isVisibleTo(this)) {
        steps_->unmatched().setFocus(Qt::PopupFocusReason);
        QTimer::singleShot(0, this, [this] { page_->ensureWidgetVisible(&steps_->unmatched()); });
    } else if (take_->isEnabled())
        take_->setFocus(Qt::PopupFocusReason);
}

void ImportPane::showPreview()
{
    const FilePreview* shown = file();
    const bool isEmpty = draft_.isEmpty();
    empty_->setVisible(isEmpty);
    page_->setVisible(!isEmpty);
    steps_->setVisible(shown != nullptr);
    for (QWidget* widget : std::initializer_list<QWidget*>{publisherTitle_, publisher_, remember_, note_})
        widget->setVisible(shown != nullptr);
    take_->setVisible(!isEmpty);
    take_->setEnabled(preview_ && preview_->canImport() && !isTaking_);
    files_->setVisible(preview_ && preview_->files.size() > 1);
    if (!shown) {
        title_->setText(desk_.words("desktop.import_name"));
        return;
    }
    {
        const QSignalBlocker quiet(files_);
        files_->clear();
        for (const FilePreview& one : preview_->files)
            files_->addItem((one.whyNot ? QStringLiteral("✕ ") : QStringLiteral("✓ ")) + nameOf(one, desk_.words));
        files_->setCurrentIndex(static_cast<int>(at_));
    }
    // A button goes with its row: what is left of the list has the keyboard then.
    const QWidget* focus = QApplication::focusWidget();
    const bool hadFocus = focus && (focus == this || isAncestorOf(focus));
    showFile(*shown);
    focus = QApplication::focusWidget();
    if (hadFocus && (!focus || !isAncestorOf(focus)))
        (steps_->unmatched().isVisibleTo(this) ? static_cast<QWidget*>(&steps_->unmatched()) : this)->setFocus();
}

void ImportPane::showFile(const FilePreview& shown)
{
    const Words& words = desk_.words;
    title_->setText(words("desktop.import_title",
                          {nameOf(shown, words), QString::number(shown.recordCount), words.in(shown.target.title)}));
    steps_->show(shown, draft_.choices().later);
    if (!publisher_->hasFocus()) {
        publisher_->setText(words.in(shown.publisher.title));
        publisher_->setModified(false);
    }
}

void ImportPane::say(const QString& sentence, bool isTrouble)
{
    line_->setText(sentence);
    line_->setContentsMargins(padding, 4, padding, 8);
    theme::setTextColour(*line_, isTrouble ? theme::act : theme::secondText);
    line_->show();
}

void ImportPane::place()
{
    const double em = QFontInfo(font()).pixelSize();
    const QWidget& panes = *parentWidget();
    const int least = std::min(panes.width(), static_cast<int>(leastWidthEm * em));
    // Where the table begins, so that the map stays whole.
    const QPoint table = table_ && table_->isVisible() ? table_->mapTo(&panes, QPoint()) : QPoint();
    const bool isRoomy = table.x() > panes.width() / 3 && panes.width() - table.x() >= least;
    const int left = isRoomy ? table.x() : std::min(panes.width() / 2, panes.width() - least);
    setGeometry(left, 0, panes.width() - left, panes.height());
}

void ImportPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else if (event->matches(QKeySequence::Undo))
        readAgainIf(draft_.undo());
    else if (event->matches(QKeySequence::Redo))
        readAgainIf(draft_.redo());
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        take();
    else
        QWidget::keyPressEvent(event);
}

bool ImportPane::event(QEvent* event)
{
    // These are keys of the window's menu as well: here they are about what is to be taken in.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool isOurs =
            key->key() == Qt::Key_Escape || key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
        if (isOurs) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool ImportPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void ImportPane::retranslate()
{
    const Words& words = desk_.words;
    setAccessibleName(words("desktop.import_name"));
    take_->setText(words("desktop.import_take_in"));
    cancel_->setText(words("desktop.import_cancel"));
    choose_->setText(words("desktop.import_choose"));
    emptyText_->setText(words("desktop.import_empty"));
    files_->setAccessibleName(words("desktop.import_files_name"));
    steps_->retranslate();
    publisherTitle_->setText(words("desktop.import_publisher"));
    publisherTitle_->setBuddy(publisher_);
    publisher_->setAccessibleName(words("desktop.import_publisher"));
    publisher_->setPlaceholderText(words("desktop.import_publisher_hint"));
    remember_->setText(words("desktop.import_remember"));
    note_->setText(words("desktop.import_note"));
    showPreview();
}

}  // namespace chiiki::desktop
