"use strict";

// The texts of the screening page; names of levels, kinds and categories are those of words.js.
const SCREENING = {
  "zh-CN": {
    lookup: "查询号码", api: "API 文档", title: "名单筛查", call: "来电", sms: "短信",
    lead: "上传一份名单或话单，逐行加上判断结果后下载。其余各列原样保留；坏行就地注明原因，不会丢弃。",
    key: "API 密钥（需要 screen 权限，只保存在本标签页）", drop: "选择或拖入文件：CSV、TSV、NDJSON、每行一个号码、XLSX、Parquet，可为 gzip",
    channel: "联系方式", column: "号码所在列（可不填，自动识别）", columns: "添加的列", start: "开始筛查", sending: "上传中",
    footer: "结果与名单保存至期满后自动删除，也可随时删除。“未知”表示证据太少，并不代表可信。",
    states: { receiving: "接收中", queued: "排队中", running: "筛查中", done: "已完成", failed: "失败" },
    rows: "行", refused: "坏行", rate: "行/秒", end: "预计完成", expires: "保存至", download: "下载", remove: "删除", cancel: "取消并删除", removed: "已删除。",
    levels: "等级", kinds: "号码类型", carriers: "运营商", categories: "举报类别", refusals: "坏行原因", blocks: "风险最高的号段",
    reasons: {
      no_number: "没有号码", missing_column: "没有号码列", unmatched_quote: "引号不成对", malformed_json: "不是 JSON 对象", store_unavailable: "存储无法查询",
      scientific_notation: "科学计数法", control_character: "控制字符", too_long: "过长", too_short: "过短", no_digits: "没有数字",
      illegal_character: "不应有的字符", letters_in_number: "夹有字母", masked: "部分隐去", two_numbers: "不止一个号码", dial_code: "拨号指令",
      formula: "公式", not_a_number_word: "空值或错误的词", url: "网址", ip_address: "IP 地址", date: "日期", identity_number: "身份证号码",
      sender_character: "发送方名称有误", misplaced_plus: "加号位置不对", hexadecimal: "十六进制数", non_decimal_digits: "特殊数字"
    },
    failed: "未能完成", offline: "无法连接服务", earlier: "最近的筛查", show: "查看",
    fields: {
      number: "规范号码", kind: "类型", region: "地区", carrier: "运营商", location: "归属地", level: "等级", action: "建议", score: "分数",
      confidence: "把握", category: "类别", negative: "骚扰举报数", positive: "正常举报数", first: "最早", last: "最近", block: "号段", block_score: "号段分数",
      block_numbers: "号段被举报号码数", spoofed: "疑似冒用", tells: "可疑之处", registered: "官方登记", stale: "是否为旧数据", error: "坏行原因", error_detail: "坏行说明"
    }
  },
  en: {
    lookup: "Look up a number", api: "API documentation", title: "Screen a list", call: "Calls", sms: "Texts",
    lead: "Upload a list or call records; download them with a verdict added to each row. Other columns stay as they are, bad rows are marked in place, nothing is dropped.",
    key: "API key (scope screen; kept in this tab only)", drop: "Choose or drop a file: CSV, TSV, NDJSON, one number a line, XLSX, Parquet; gzip or not",
    channel: "Contacts", column: "Column of the numbers (found by itself if empty)", columns: "Columns to add", start: "Screen", sending: "Uploading",
    footer: "List and result are erased when their time is over, or whenever you say so. “Unknown” means too little evidence; it is no praise.",
    states: { receiving: "receiving", queued: "waiting", running: "screening", done: "done", failed: "failed" },
    rows: "rows", refused: "bad rows", rate: "rows a second", end: "done at about", expires: "kept until", download: "Download", remove: "Erase", cancel: "Cancel and erase", removed: "Erased.",
    levels: "Levels", kinds: "Kinds", carriers: "Carriers", categories: "Categories", refusals: "Why rows are bad", blocks: "Worst blocks",
    reasons: {},
    failed: "It did not work", offline: "The service cannot be reached", earlier: "Your latest screenings", show: "Show",
    fields: {}
  }
};
