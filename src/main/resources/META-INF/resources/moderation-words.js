"use strict";

// The texts of the moderation page.
const MODERATION = {
  "zh-CN": {
    lookup: "查询号码", api: "API 文档", title: "申诉与登记", show: "打开",
    lead: "处理号码持有人的申诉，审核机构提交的登记条目。每次决定都会留下记录。",
    key: "API 密钥（申诉需要 moderate 权限，登记需要 registry 权限，只保存在本标签页）",
    disputes: "待处理的申诉", entries: "待审核的登记条目", none: "没有。", denied: "此密钥没有这项权限。", failed: "未能完成：",
    reason: "事由", opened: "提出", due: "期限", late: "已超期", statement: "陈述", proof: "控制权证明", proven: "已证明", unproven: "尚未证明",
    lists: "发布的名单", off: "已暂时移出", kept: "证明前仍保留（当日未证明的申诉过多）",
    seen: "已见证明", uphold: "成立", reject: "驳回", reasons: "给持有人的理由（必填）", note: "公开记录（不得透露号码或身份，可不填）",
    institution: "机构", agency: "受托方", source: "来源", evidence: "依据", by: "提交者", approve: "批准", refuse: "退回", done: "已处理。",
    words: { wrongly_reported: "被误报", recycled_number: "号码已换主", spoofed_owner: "号码被冒用" },
    footer: "申诉成立后，针对该号码的举报即被推翻，原举报人不能再次将其列入。机构提交的条目须由另一人批准才使号码可信。"
  },
  en: {
    lookup: "Look up a number", api: "API documentation", title: "Disputes and registry", show: "Open",
    lead: "Decide disputes of those who hold a number, and approve what institutions enter. Every decision is kept on record.",
    key: "API key (scope moderate for disputes, registry for entries; kept in this tab only)",
    disputes: "Open disputes", entries: "Entries that wait for approval", none: "None.", denied: "This key does not permit it.", failed: "Not done: ",
    reason: "Reason", opened: "Opened", due: "Due", late: "overdue", statement: "Statement", proof: "Proof of control", proven: "proven", unproven: "not proven yet",
    lists: "Published lists", off: "left out for now", kept: "still on them until it is proven (too many without proof that day)",
    seen: "Proof was seen", uphold: "Uphold", reject: "Reject", reasons: "Reasons, for the holder (needed)", note: "For the public record (tells neither number nor person; may be empty)",
    institution: "Institution", agency: "Agency", source: "Source", evidence: "Evidence", by: "Entered by", approve: "Approve", refuse: "Reject", done: "Done.",
    words: { wrongly_reported: "wrongly reported", recycled_number: "the number has a new holder", spoofed_owner: "others show the number" },
    footer: "Upheld: what was reported of the number is overruled, and the same reporters cannot list it again. What an institution enters makes a number trusted only after a second person has approved it."
  }
};
