#include "workbench/desktop/import_steps.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/import_step.h"
#include "workbench/desktop/import_tables.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/unmatched_list.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/import_output.h"

namespace chiiki::desktop {
namespace {

constexpr int padding = 12;

QHBoxLayout* withButton(ImportStep* step, QPushButton* button)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(step, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    return row;
}

}  // namespace

ImportSteps::ImportSteps(const Desk& desk)
    : desk_(desk)
    , target_(new ImportStep(0, "importTarget", this))
    , source_(new ImportStep(0, "importSource", this))
    , year_(new ImportStep(0, "importYear", this))
    , encoding_(new ImportStep(1, "importEncoding", this))
    , sheet_(new ImportStep(0, "importSheet", this))
    , header_(new ImportStep(2, "importHeader", this))
    , rows_(new ImportRowsTable(this))
    , columns_(new ImportStep(3, "importColumnsStep", this))
    , showColumns_(new QPushButton(this))
    , columnsTable_(new ImportColumnsTable(this))
    , crs_(new ImportStep(0, "importCrs", this))
    , districts_(new ImportStep(4, "importDistricts", this))
    , takeAll_(new QPushButton(this))
    , unmatched_(new UnmatchedList(this))
    , sums_(new ImportStep(5, "importSums", this))
    , comparison_(new QLabel(this))
{
    showColumns_->setObjectName(QStringLiteral("importShowColumns"));
    showColumns_->setCheckable(true);
    takeAll_->setObjectName(QStringLiteral("importTakeAll"));
    comparison_->setObjectName(QStringLiteral("importComparison"));
    comparison_->setWordWrap(true);
    comparison_->setContentsMargins(24, 0, 0, 4);
    for (QPushButton* button : {showColumns_, takeAll_})
        button->setAutoDefault(true);
    layOut();
    listen();
}

void ImportSteps::layOut()
{
    auto* steps = new QVBoxLayout(this);
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
}

void ImportSteps::listen()
{
    connect(target_, &ImportStep::chosen, this, [this](const std::string& word) {
        emit chosen([word](ImportChoices& choices) { choices.target = parseImportTarget(word); });
    });
    connect(source_, &ImportStep::chosen, this, [this](const std::string& word) {
        emit chosen([word](ImportChoices& choices) { choices.sourceId = word; });
    });
    connect(year_, &ImportStep::chosen, this, [this](const std::string& word) {
        emit chosen([word](ImportChoices& choices) { choices.year = QString::fromStdString(word).toInt(); });
    });
    connect(encoding_, &ImportStep::chosen, this, [this](const std::string& word) {
        emit chosen([word](ImportChoices& choices) { choices.encoding = parseEncodingWord(word); });
    });
    connect(sheet_, &ImportStep::chosen, this,
            [this](const std::string& word) { emit chosen([word](ImportChoices& choices) { choices.sheet = word; }); });
    const auto chooseHeader = [this](std::int64_t row) {
        emit chosen([row](ImportChoices& choices) {
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
                emit chosen([heading, role](ImportChoices& choices) { choices.columns[heading] = role; });
            });
    connect(crs_, &ImportStep::chosen, this, [this](const std::string& word) {
        emit chosen([word](ImportChoices& choices) { choices.epsg = QString::fromStdString(word).toInt(); });
    });
    connect(unmatched_, &UnmatchedList::decided, this, [this](const std::string& written, const std::string& word) {
        emit chosen([written, word](ImportChoices& choices) { choices.decisions[written] = word; });
    });
    connect(unmatched_, &UnmatchedList::putOff, this, &ImportSteps::putOff);
    connect(takeAll_, &QPushButton::clicked, this, &ImportSteps::takeSuggestions);
}

void ImportSteps::takeSuggestions()
{
    emit chosen([sole = unmatched_->soleSuggestions()](ImportChoices& choices) {
        for (const auto& [written, word] : sole)
            choices.decisions[written] = word;
    });
}

void ImportSteps::begin()
{
    showColumns_->setChecked(false);
}

void ImportSteps::show(const FilePreview& shown, const std::set<std::string>& later)
{
    const Words& words = desk_.words;
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
    unmatched_->show(shown.unmatched, later, *desk_.document.city()->snapshot, words);
    unmatched_->setVisible(unmatched_->rowCount() > 0);
    takeAll_->setVisible(unmatched_->rowCount() > 1 && !unmatched_->soleSuggestions().empty());
    showSums(shown);
}

void ImportSteps::showSums(const FilePreview& shown)
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

void ImportSteps::retranslate()
{
    const Words& words = desk_.words;
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
}

}  // namespace chiiki::desktop
