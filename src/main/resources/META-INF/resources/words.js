"use strict";

// The page's texts. The verdict's own texts come from the service in the language asked for.
const WORDS = {
  "zh-CN": {
    other: "English", question: "谁在来电、发短信？可以相信吗？", label: "号码或短信发送方", ask: "查询", call: "来电", sms: "短信",
    placeholder: "号码、服务号、106 短信号码……", try: "试试：", screening: "名单筛查", moderation: "申诉与登记", api: "API 文档", openapi: "OpenAPI",
    footer: "分数是下一次联系为骚扰的概率，来自众人举报与机构公布的信息。“未知”表示证据太少，并不代表可信。号码可能被冒用，机主可能是无辜的。",
    score: "骚扰概率", confidence: "把握", categories: "举报类别", reasons: "理由", reports: "举报", negative: "骚扰", positive: "正常",
    first: "最早", last: "最近", block: "同号段", blockText: (b) => `${b.prefix}… 号段有 ${b.numbers} 个号码被举报，未被举报者的风险为 ${b.score}%`,
    official: "官方登记", stale: "存储暂时不可用，以下为先前已知的内容。", spoof: "此来电很可能冒用了该号码，机主可能是无辜的。",
    gateway: "短信通道", extension: "分机或附加号码", raw: "原始应答", failed: "查询失败", offline: "无法连接服务", waiting: "查询中……",
    levels: { trusted: "可信", unknown: "未知", low: "低风险", elevated: "有风险", high: "高风险" },
    actions: { allow: "可接听", warn: "留意", block: "拦截" },
    roles: { official: "官方号码" },
    kinds: {
      mobile: "手机号码", mobile_mvno: "虚拟运营商手机号码", mobile_data: "上网卡", iot: "物联网卡", satellite: "卫星电话", fixed: "固定电话",
      local_fixed: "本地固定电话（无区号）", service_95: "95 服务号", call_centre_95: "95 呼叫中心号码", service_96: "96 服务号",
      service_1010: "1010 服务号", toll_400: "400 电话", toll_800: "800 电话", carrier_service: "运营商服务号", public_service: "公共服务号",
      emergency: "紧急号码", sms_gateway_106: "106 短信号码", sender_id: "短信发送方名称", privacy_700: "隐私号码", toll_free: "免费电话",
      premium: "高额收费电话", shared_cost: "分摊付费电话", voip: "网络电话", international_mobile: "境外手机", international_fixed: "境外固定电话",
      international: "境外号码", withheld: "未显示号码", impossible: "不可能存在的号码"
    },
    names: {
      legitimate: "正常", debt_collection: "催收", debt_collection_harassment: "骚扰催收", third_party_contact: "联系第三人", threat: "威胁恐吓",
      impersonation: "冒充身份", fraud: "诈骗", phishing: "钓鱼", sms_bombing: "短信轰炸", call_bombing: "电话轰炸", telemarketing: "推销",
      robocall: "自动语音", silent_call: "响一声／无声", survey: "调查", political: "政治宣传", gambling: "赌博", loan_offer: "贷款推销",
      other_unwanted: "其他骚扰"
    }
  },
  en: {
    other: "中文", question: "Who is calling or texting, and may I trust it?", label: "Number or SMS sender", ask: "Look up", call: "Call", sms: "Text",
    placeholder: "Number, short code, SMS sender …", try: "Try:", screening: "Screen a list", moderation: "Disputes", api: "API documentation", openapi: "OpenAPI",
    footer: "The score is the probability that the next contact is unwanted, made from people's reports and what institutions publish. “Unknown” means too little evidence; it is no praise. Caller ids can be forged, and their owners are then innocent.",
    score: "unwanted", confidence: "confidence", categories: "What people report", reasons: "Why", reports: "Reports", negative: "unwanted", positive: "legitimate",
    first: "First", last: "Latest", block: "Numbers around it", blockText: (b) => `${b.numbers} reported in ${b.prefix}…; one that nobody reported has a risk of ${b.score}%`,
    official: "Officially registered", stale: "The store is unavailable at the moment; this is what was known before.",
    spoof: "Calls that show this number are probably forged. Its owner may be innocent.",
    gateway: "SMS gateway", extension: "Extension", raw: "Answer as sent", failed: "The lookup failed", offline: "The service cannot be reached", waiting: "Looking up …",
    levels: { trusted: "trusted", unknown: "unknown", low: "low risk", elevated: "elevated risk", high: "high risk" },
    actions: { allow: "allow", warn: "be careful", block: "block" },
    roles: { official: "official number" },
    kinds: {
      mobile: "mobile", mobile_mvno: "mobile of a virtual operator", mobile_data: "data SIM", iot: "machine SIM", satellite: "satellite phone", fixed: "landline",
      local_fixed: "landline without area code", service_95: "95 service number", call_centre_95: "95 call centre", service_96: "96 service number",
      service_1010: "1010 service number", toll_400: "400 number", toll_800: "800 number", carrier_service: "operator's service", public_service: "public service",
      emergency: "emergency number", sms_gateway_106: "106 SMS gateway", sender_id: "SMS sender name", privacy_700: "privacy number", toll_free: "toll-free",
      premium: "premium rate", shared_cost: "shared cost", voip: "internet telephone", international_mobile: "foreign mobile", international_fixed: "foreign landline",
      international: "foreign number", withheld: "withheld", impossible: "impossible number"
    },
    names: {}
  }
};
