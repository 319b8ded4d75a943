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
#include "workbench/desktop/import_step.h"
#include "workbench/desktop/import_tables.h"
#include "workbench/desktop/sheet_output.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/unmatched_list.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"
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
    , steps_(new QWidget)
    , empty_(new QWidget(this))
    , emptyText_(new QLabel(empty_))
    , choose_(new QPushButton(empty_))
    , target_(new ImportStep(0, "importTarget", steps_))
    , source_(new ImportStep(0, "importSource", steps_))
    , year_(new ImportStep(0, "importYear", steps_))
    , encoding_(new ImportStep(1, "importEncoding", steps_))
    , sheet_(new ImportStep(0, "importSheet", steps_))
    , header_(new ImportStep(2, "importHeader", steps_))
    , rows_(new ImportRowsTable(steps_))
    , columns_(new ImportStep(3, "importColumnsStep", steps_))
    , showColumns_(new QPushButton(steps_))
    , columnsTable_(new ImportColumnsTable(steps_))
    , crs_(new ImportStep(0, "importCrs", steps_))
    , districts_(new ImportStep(4, "importDistricts", steps_))
    , takeAll_(new QPushButton(steps_))
    , unmatched_(new UnmatchedList(steps_))
    , sums_(new ImportStep(5, "importSums", steps_))
    , comparison_(new QLabel(steps_))
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
    showColumns_->setObjectName(QStringLiteral("importShowColumns"));
    showColumns_->setCheckable(true);
    takeAll_->setObjectName(QStringLiteral("importTakeAll"));
    comparison_->setObjectName(QStringLiteral("importComparison"));
    comparison_->setWordWrap(true);
    comparison_->setContentsMargins(24, 0, 0, 4);
    publisher_->setObjectName(QStringLiteral("importPublisher"));
    remember_->setObjectName(QStringLiteral("importRemember"));
    remember_->setChecked(true);
    note_->setObjectName(QStringLiteral("importNote"));
    choose_->setObjectName(QStringLiteral("importChoose"));
    emptyText_->setWordWrap(true);
    emptyText_->setAlignment(Qt::AlignCenter);
    for (QPushButton* button : {take_, cancel_, showColumns_, takeAll_, choose_, note_})
        button->setAutoDefault(true);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(padding, 8, 8, 8);
    head->setSpacing(8);
    head->addWidget(title_, 1);
    head->addWidget(take_);
    head->addWidget(cancel_);

    const auto withButton = [](ImportStep* step, QPushButton* button) {
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(step, 1);
        row->addWidget(button, 0, Qt::AlignTop);
        return row;
    };
    auto* steps = new QVBoxLayout(steps_);
    steps->setContentsMargins(padding, 4, padding, 8);
    steps->setSpacing(4);
    steps->addWidget(target_);
    steps->addWidget(source_);
    steps->addWidget(year_);
    steps->addWidget(encoding_);
    steps->addWidget(sheet_);
    steps->addWidget(header_);
    steps->addWidget(rows_);
    steps->addLayout(withButton(columns_, showColumns_));
    steps->addWidget(columnsTable_);
    steps->addWidget(crs_);
    steps->addLayout(withButton(districts_, takeAll_));
    steps->addWidget(unmatched_);
    steps->addWidget(sums_);
    steps->addWidget(comparison_);
    steps->addStretch(1);
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
    connect(target_, &ImportStep::chosen, this, [this](const std::string& word) {
        changeFile([word](ImportChoices& choices) { choices.target = parseImportTarget(word); });
    });
    connect(source_, &ImportStep::chosen, this, [this](const std::string& word) {
        changeFile([word](ImportChoices& choices) { choices.sourceId = word; });
    });
    connect(year_, &ImportStep::chosen, this, [this](const std::string& word) {
        changeFile([word](ImportChoices& choices) { choices.year = QString::fromStdString(word).toInt(); });
    });
    connect(encoding_, &ImportStep::chosen, this, [this](const std::string& word) {
        changeFile([word](ImportChoices& choices) { choices.encoding = parseEncodingWord(word); });
    });
    connect(sheet_, &ImportStep::chosen, this,
            [this](const std::string& word) { changeFile([word](ImportChoices& choices) { choices.sheet = word; }); });
    const auto chooseHeader = [this](std::int64_t row) {
        changeFile([row](ImportChoices& choices) {
            choices.headerRow = row;
            choices.headerLines.reset();
        });
    };
    connect(header_, &ImportStep::chosen, this,
            [chooseHeader](const std::string& word) { chooseHeader(QString::fromStdString(word).toLongLong()); });
    connect(rows_, &ImportRowsTable::headerChosen, this, chooseHeader);
    connect(showColumns_, &QPushButton::toggled, columnsTable_, &QWidget::setVisible);
    connect(columnsTable_, &ImportColumnsTable::roleChosen, this,
            [this](const std::string& heading, const std::string& role) {
                changeFile([heading, role](ImportChoices& choices) { choices.columns[heading] = role; });
            });
    connect(crs_, &ImportStep::chosen, this, [this](const std::string& word) {
        changeFile([word](ImportChoices& choices) { choices.epsg = QString::fromStdString(word).toInt(); });
    });
    connect(unmatched_, &UnmatchedList::decided, this, [this](const std::string& written, const std::string& word) {
        changeFile([written, word](ImportChoices& choices) { choices.decisions[written] = word; });
    });
    connect(unmatched_, &UnmatchedList::putOff, this, [this](const std::string& written) {
        change([written](Choices& choices) { choices.later.insert(written); });
    });
    connect(takeAll_, &QPushButton::clicked, this, &ImportPane::takeSuggestions);
    connect(publisher_, &QLineEdit::editingFinished, this, [this] {
        const std::string name = publisher_->text().trimmed().toStdString();
        if (publisher_->isModified() && name != choices_.publisher)
            change([name](Choices& choices) { choices.publisher = name; });
    });
    connect(remember_, &QCheckBox::toggled, this, [this] {
        if (!choices_.files.empty())
            read();
    });
    connect(&desk_.document, &CityDocument::cityChanged, this, [this] {
        if (isVisible() && !choices_.files.empty())
            read();
    });
    connect(&desk_.document, &CityDocument::snapshotChanged, this, [this] {
        if (isVisible() && !isTaking_ && !choices_.files.empty())
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
    choices_ = {std::move(files), {}, {}};
    done_.clear();
    undone_.clear();
    preview_.reset();
    at_ = 0;
    isTaking_ = false;
    isFresh_ = true;
    line_->hide();
    publisher_->clear();
    showColumns_->setChecked(false);
    place();
    QWidget::show();
    raise();
    if (choices_.files.empty()) {
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
    request.files = choices_.files;
    request.publisher = choices_.publisher;
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
    one.files = {choices_.files[at_]};
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

void ImportPane::change(const std::function<void(Choices&)>& change)
{
    Choices next = choices_;
    change(next);
    done_.push_back(std::exchange(choices_, std::move(next)));
    undone_.clear();
    read();
}

void ImportPane::changeFile(std::function<void(ImportChoices&)> change)
{
    this->change([change = std::move(change), at = at_](Choices& choices) { change(choices.files[at].choices); });
}

void ImportPane::takeSuggestions()
{
    changeFile([sole = unmatched_->soleSuggestions()](ImportChoices& choices) {
        for (const auto& [written, word] : sole)
            choices.decisions[written] = word;
    });
}

void ImportPane::undo()
{
    if (done_.empty())
        return;
    undone_.push_back(std::exchange(choices_, std::move(done_.back())));
    done_.pop_back();
    read();
}

void ImportPane::redo()
{
    if (undone_.empty())
        return;
    done_.push_back(std::exchange(choices_, std::move(undone_.back())));
    undone_.pop_back();
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
    if (unmatched_->isVisibleTo(this)) {
        unmatched_->setFocus(Qt::PopupFocusReason);
        QTimer::singleShot(0, this, [this] { page_->ensureWidgetVisible(unmatched_); });
    } else if (take_->isEnabled())
        take_->setFocus(Qt::PopupFocusReason);
}

void ImportPane::showPreview()
{
    const FilePreview* shown = file();
    const bool isEmpty = choices_.files.empty();
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
        (unmatched_->isVisibleTo(this) ? static_cast<QWidget*>(unmatched_) : this)->setFocus();
}

void ImportPane::showFile(const FilePreview& shown)
{
    const Words& words = desk_.words;
    title_->setText(words("desktop.import_title",
                          {nameOf(shown, words), QString::number(shown.recordCount), words.in(shown.target.title)}));
    target_->show(shown.target, words);
    source_->setVisible(!shown.source.word.empty());
    source_->show(shown.source, words);
    year_->setVisible(!shown.year.alternatives.empty());
    year_->show(shown.year, words);
    if (shown.encoding.word.empty())
        encoding_->say(words(shown.path.empty() ? "desktop.import_encoding_pasted" : "desktop.import_encoding_none"),
                       true, words);
    else
        encoding_->show(shown.encoding, words,
                        shown.encodingSample.empty()
                            ? QString()
                            : words("desktop.import_sample", {QString::fromStdString(shown.encodingSample)}));
    sheet_->setVisible(shown.sheet.alternatives.size() > 1);
    sheet_->show(shown.sheet, words);
    header_->setVisible(!shown.header.word.empty());
    header_->show(shown.header, words, words("desktop.import_header_tip"));
    rows_->setVisible(!shown.rows.empty());
    rows_->show(shown, words);
    const int doubtful = doubtfulColumns(shown);
    const QString used = words("desktop.import_columns_used",
                               {QString::number(usedColumns(shown)), QString::number(shown.columns.size())});
    columns_->say(doubtful > 0 ? used + words("desktop.import_columns_doubtful", {QString::number(doubtful)}) : used,
                  doubtful == 0, words);
    columnsTable_->show(shown, words);
    columnsTable_->setVisible(showColumns_->isChecked());
    crs_->setVisible(!shown.crs.word.empty());
    crs_->show(shown.crs, words);
    QStringList placing = {words("desktop.import_districts",
                                 {QString::number(shown.inDistrict), QString::number(shown.byAlias),
                                  QString::number(shown.outside), QString::number(shown.reconciliation.unmatched)})};
    for (const std::string& line : placingLines(shown, *desk_.document.city()->snapshot, words.language()))
        placing << QString::fromStdString(line);
    districts_->say(placing.join(u'\n'), shown.reconciliation.unmatched == 0, words);
    unmatched_->show(shown.unmatched, choices_.later, *desk_.document.city()->snapshot, words);
    unmatched_->setVisible(unmatched_->rowCount() > 0);
    takeAll_->setVisible(unmatched_->rowCount() > 1 && !unmatched_->soleSuggestions().empty());
    showSums(shown);
    if (!publisher_->hasFocus()) {
        publisher_->setText(words.in(shown.publisher.title));
        publisher_->setModified(false);
    }
}

void ImportPane::showSums(const FilePreview& shown)
{
    const Words& words = desk_.words;
    sums_->say(QString::fromStdString(importReconciliationLine(shown.reconciliation, words.language())),
               shown.reconciliation.addsUp() && !shown.whyNot, words);
    QStringList said;
    if (shown.whyNot)
        said << words.say(*shown.whyNot);
    else if (shown.comparison.changesNothing())
        said << words("desktop.import_nothing_new");
    else
        said << words("desktop.import_comparison",
                      {QString::number(shown.comparison.addedCount), QString::number(shown.comparison.changedCount),
                       QString::number(shown.comparison.removedCount), QString::number(shown.comparison.same)});
    if (shown.comparison.inForce)
        said << words("desktop.import_against", {words.in(shown.comparison.inForce->title)});
    QStringList lines = {said.join(u'　')};
    for (const ImportOverlap& overlap : shown.overlaps)
        lines << QStringLiteral("▲ ") + words.say(overlapMessage(overlap, words.language()));
    comparison_->setText(lines.join(u'\n'));
    theme::setTextColour(*comparison_, shown.whyNot ? theme::act : theme::secondText);
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
        undo();
    else if (event->matches(QKeySequence::Redo))
        redo();
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
    target_->setTitle(words("desktop.import_step_target"));
    source_->setTitle(words("desktop.import_step_source"));
    year_->setTitle(words("desktop.import_step_year"));
    encoding_->setTitle(words("desktop.import_step_encoding"));
    sheet_->setTitle(words("desktop.import_step_sheet"));
    header_->setTitle(words("desktop.import_step_header"));
    columns_->setTitle(words("desktop.import_step_columns"));
    crs_->setTitle(words("desktop.import_step_crs"));
    districts_->setTitle(words("desktop.import_step_districts"));
    sums_->setTitle(words("desktop.import_step_sums"));
    showColumns_->setText(words("desktop.import_show_columns"));
    unmatched_->setAccessibleName(words("desktop.import_unmatched_name"));
    takeAll_->setText(words("desktop.import_take_all"));
    publisherTitle_->setText(words("desktop.import_publisher"));
    publisherTitle_->setBuddy(publisher_);
    publisher_->setAccessibleName(words("desktop.import_publisher"));
    publisher_->setPlaceholderText(words("desktop.import_publisher_hint"));
    remember_->setText(words("desktop.import_remember"));
    note_->setText(words("desktop.import_note"));
    showPreview();
}

}  // namespace chiiki::desktop
