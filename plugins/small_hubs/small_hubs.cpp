#include "plugins/small_hubs/small_hubs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/model/fiscal_year.h"
#include "core/sdk/answer.h"
#include "plugins/small_hubs/hub_rule.h"

namespace chiiki::small_hubs {
namespace {

/// "医療（1.3km）、歯科（1.3km）": what would have to come nearer, nearest first.
Text lackingText(const Hub& hub, const Judgement& judgement, const std::vector<Service>& services)
{
    Text text;
    for (const std::size_t s : judgement.lacking) {
        const bool isSomewhere = std::isfinite(hub.nearestM[s]);
        const Text far = isSomewhere ? sdk::distanceText(hub.nearestM[s]) : Text{"登録なし", "none registered"};
        text.ja += (text.ja.empty() ? "" : "、") + services[s].title.ja + "（" + far.ja + "）";
        text.en += (text.en.empty() ? "" : ", ") + services[s].title.en + " (" + far.en + ")";
    }
    return text;
}

/// The list of the centres, and those of the services that were looked for around them.
std::string sourcesOf(const Hub& hub, const std::vector<Service>& services)
{
    std::string all = hub.place->sourceId;
    std::set<std::string> known = {all};
    for (const Service& service : services)
        for (const OverlayRequest::Place* place : service.places)
            if (!place->sourceId.empty() && known.insert(place->sourceId).second)
                all += ";" + place->sourceId;
    return all;
}

Finding failing(const Hub& hub, const Judgement& judgement, const Judgement& other, const HubRule& rule,
                const HubRule& second, const std::vector<Service>& services, int year)
{
    Finding finding;
    finding.id = "hub_" + hub.place->id;
    finding.districtCode = hub.place->districtCode;
    finding.severity = Severity::Watch;
    finding.place = hub.place->lonLat;
    finding.sourceId = sourcesOf(hub, services);
    finding.year = year;
    if (judgement.kinds == Verdict::Fail) {
        const std::string has = sdk::grouped(static_cast<double>(judgement.within.size()));
        const std::string all = sdk::grouped(static_cast<double>(services.size()));
        const std::string near = sdk::grouped(rule.nearM), needed = sdk::grouped(rule.leastKinds);
        const Text lacking = lackingText(hub, judgement, services);
        finding.text = {hub.place->name + "は、直線" + near + "m以内にある機能が" + all + "種類のうち" + has +
                            "種類で、目安の" + needed +
                            "種類（設定）に足りません。足りない機能と最寄りまでの直線距離: " + lacking.ja + "。",
                        hub.place->name + " has " + has + " of " + all + " kinds of functions within " + near +
                            " m in a straight line, and " + needed +
                            " are needed by the settings. Lacking, with the way to the nearest: " + lacking.en + "."};
        if (other.kinds == Verdict::Pass) {
            finding.severity = Severity::Note;
            finding.text.ja += sdk::grouped(second.nearM) + "m以内まで広げると" + sdk::grouped(second.leastKinds) +
                               "種類以上あります。";
            finding.text.en += " Under the rule of " + sdk::grouped(second.leastKinds) + " kinds within " +
                               sdk::grouped(second.nearM) + " m it has enough.";
        }
        finding.action = {"足りない機能の出張サービスか、移動手段の確保を地域と話し合ってください。",
                          "Talk with the district about visiting services or a link by transport."};
    } else {
        const std::string days = sdk::grouped(judgement.linkDays.value_or(0)), needed = sdk::grouped(rule.linkDays);
        finding.text = {hub.place->name + "は、機能の種類は足りていますが、移動手段のある日が週" + days +
                            "日で、目安の" + needed + "日（設定）に足りません。",
                        hub.place->name + " has enough kinds of functions, but transport on " + days +
                            " days a week, and " + needed + " are needed."};
        finding.action = {"運行日を増やすか、別の路線を登録してください。",
                          "Add days, or register another line beside it."};
    }
    return finding;
}

/// Has enough kinds under the first rule and not under the second.
Finding flipping(const Hub& hub, const HubRule& second, const std::vector<Service>& services, int year)
{
    Finding finding;
    finding.id = "hub_second_" + hub.place->id;
    finding.districtCode = hub.place->districtCode;
    finding.place = hub.place->lonLat;
    finding.sourceId = sourcesOf(hub, services);
    finding.year = year;
    const std::string near = sdk::grouped(second.nearM), needed = sdk::grouped(second.leastKinds);
    finding.text = {hub.place->name + "は、機能の種類が足りていますが、" + near + "m以内に" + needed +
                        "種類の決まりでは足りません。",
                    hub.place->name + " has enough kinds of functions, but not under the rule of " + needed +
                        " kinds within " + near + " m."};
    finding.action = {"どちらの決まりで見るかを決めてください。", "Decide by which rule to judge."};
    return finding;
}

/// By district code; the empty code is the city.
struct Sums {
    int hubs = 0;
    int enough = 0;
    int enoughSecond = 0;
    int pass = 0;
    int unknownKinds = 0;
    int unknownWhole = 0;
    int unknownSecond = 0;
    int mostKinds = 0;
};

Value countOf(int number, int unknown)
{
    return unknown > 0 ? Value::absent(Absence::Missing, Status::Computed) : Value::of(number, Status::Computed);
}

std::optional<double> parameter(const OverlayRequest& request, const std::string& id)
{
    const auto found = request.parameters.find(id);
    return found == request.parameters.end() ? std::nullopt : std::optional(std::stod(found->second));
}

}  // namespace

Result<Overlay> overlay(const OverlayRequest& request)
{
    const auto kinds = parameter(request, "least_kinds"), near = parameter(request, "near_m"),
               days = parameter(request, "link_days"), kindsB = parameter(request, "least_kinds_b"),
               nearB = parameter(request, "near_m_b");
    if (request.dataYear == 0 || !kinds || !near || !days || !kindsB || !nearB)
        return fail(
            ErrorKind::BadRequest,
            {"sdk.request_lacks", {"data_year, parameters.least_kinds, near_m, link_days, least_kinds_b, near_m_b"}});
    const HubRule rule{static_cast<int>(*kinds), *near, static_cast<int>(*days)};
    const HubRule second{static_cast<int>(*kindsB), *nearB, rule.linkDays};
    const FiscalYear year{request.dataYear};
    const std::vector<Service> services = servicesOf(request);

    Overlay made;
    made.id = request.overlay;
    std::map<std::string, Sums> sums;
    int withoutLink = 0;
    std::string allSources;
    for (const Hub& hub : hubsOf(request, services)) {
        allSources = allSources.empty() ? sourcesOf(hub, services) : allSources;
        const Judgement judgement = judge(hub, rule), other = judge(hub, second);
        for (const std::string& code : {hub.place->districtCode, std::string()}) {
            Sums& sum = sums[code];
            ++sum.hubs;
            sum.enough += judgement.kinds == Verdict::Pass;
            sum.enoughSecond += other.kinds == Verdict::Pass;
            sum.pass += judgement.whole == Verdict::Pass;
            sum.unknownKinds += judgement.kinds == Verdict::Unknown;
            sum.unknownSecond += other.kinds == Verdict::Unknown;
            sum.unknownWhole += judgement.whole == Verdict::Unknown;
            sum.mostKinds = std::max(sum.mostKinds, static_cast<int>(judgement.within.size()));
        }
        withoutLink += judgement.kinds == Verdict::Pass && judgement.whole == Verdict::Unknown;
        if (judgement.whole == Verdict::Fail)
            made.findings.push_back(failing(hub, judgement, other, rule, second, services, year.year));
        else if (judgement.kinds == Verdict::Pass && other.kinds == Verdict::Fail)
            made.findings.push_back(flipping(hub, second, services, year.year));
    }
    if (withoutLink > 0) {
        Finding finding;
        finding.id = "hubs_without_link";
        const std::string number = std::to_string(withoutLink);
        finding.text = {"拠点の候補" + number +
                            "か所は、機能の種類が足りていますが、移動手段のある日数の登録がないため判定できません。",
                        number + " candidate hubs have enough kinds of functions, but no days of transport are "
                                 "registered, so nothing can be judged."};
        finding.sourceId = allSources;
        finding.action = {"「拠点に集まる機能」の表に移動手段と週の日数を登録してください。",
                          "Register transport and its days a week under the functions of a hub."};
        made.findings.push_back(std::move(finding));
    }

    IndicatorResult enough = sdk::resultOf("hubs_enough"), enoughSecond = sdk::resultOf("hubs_enough_b"),
                    pass = sdk::resultOf("hubs_pass"), most = sdk::resultOf("kinds_near");
    const auto put = [&](const std::string& code) {
        const Sums& sum = sums[code];
        sdk::addValue(enough, code, year, countOf(sum.enough, sum.unknownKinds));
        sdk::addValue(enoughSecond, code, year, countOf(sum.enoughSecond, sum.unknownSecond));
        sdk::addValue(pass, code, year, countOf(sum.pass, sum.unknownWhole));
        if (!code.empty())
            sdk::addValue(most, code, year,
                          sum.hubs == 0 ? Value::absent(Absence::NotApplicable, Status::Computed)
                                        : countOf(sum.mostKinds, sum.unknownKinds));
    };
    for (const OverlayRequest::District& district : request.districts)
        put(district.code);
    put("");
    const auto ruleOf = [](const HubRule& of) {
        return Text{"直線" + sdk::grouped(of.nearM) + "m以内に機能が" + sdk::grouped(of.leastKinds) + "種類以上ある",
                    "at least " + sdk::grouped(of.leastKinds) + " kinds of functions within " + sdk::grouped(of.nearM) +
                        " m in a straight line"};
    };
    const Text first = ruleOf(rule), other = ruleOf(second);
    const std::string linkDays = sdk::grouped(rule.linkDays);
    enough.recipe.formula = {first.ja + "センターと分館の数", "Centres and branches with " + first.en};
    enoughSecond.recipe.formula = {other.ja + "センターと分館の数", "Centres and branches with " + other.en};
    pass.recipe.formula = {first.ja + "センターと分館のうち、移動手段のある日が週" + linkDays + "日以上の数",
                           "Centres and branches with " + first.en + " and transport on at least " + linkDays +
                               " days a week"};
    most.recipe.formula = {"センターと分館のそれぞれについて直線" + sdk::grouped(rule.nearM) +
                               "m以内にある機能の種類を数え、最も多い数",
                           "Of the kinds of functions within " + sdk::grouped(rule.nearM) +
                               " m in a straight line of each centre and branch, the greatest number"};
    made.indicators = {std::move(enough), std::move(enoughSecond), std::move(pass), std::move(most)};
    return made;
}

}  // namespace chiiki::small_hubs
