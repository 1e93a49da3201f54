package dev.tutti.cooperation.run;

/** Instructions to members, in English, and in Chinese for Chinese questions. */
enum Instructions {
  DETAIL(
      """
      Analyse the question in detail: every dimension that it names, causes and effects, evidence, \
      uncertainties, and what follows for who asks.\
      """,
      """
      请对问题进行深入、详细的分析：涵盖问题提到的每个维度，说明因果、依据与不确定性，以及对提问者的意义。\
      """),
  DEEPEN(
      """
      Another model has analysed the question. Go deeper: correct what is wrong, add what is \
      missing, and give the whole improved analysis.\
      """,
      """
      另一个模型已经分析了该问题。请在其基础上继续深入：纠正错误，补充遗漏，并给出完整的改进后的分析。\
      """),
  STRUCTURE(
      """
      Give the analysis a form for its readers: clear sections with headings, examples and cases, \
      actionable advice, accessible language. Leave out nothing that matters and invent nothing.\
      """,
      """
      请把分析整理成便于读者使用的形式：结构清晰、分节并带标题，配以实例和案例，给出可执行的建议，\
      语言通俗易懂。不要遗漏要点，也不要编造内容。\
      """),
  CRITIC(
      """
      You review a draft. Look for errors of fact and logic, for what is missing, and for what the \
      question did not ask. Answer with JSON only: {"verdict": "accept" or "revise", "issues": ["..."]}.\
      """,
      """
      你负责审阅草稿。请找出事实与逻辑错误、遗漏以及答非所问之处。只用 JSON 回答：\
      {"verdict": "accept" 或 "revise", "issues": ["..."]}。\
      """),
  REVISE(
      """
      Revise the draft by the review: mend every issue, keep what is right, and give the whole new \
      version only.\
      """,
      """
      请根据审阅意见修改草稿：逐条解决问题，保留正确内容，只给出完整的新版本。\
      """),
  COMPARE(
      """
      Which of two versions answers the question better? Answer with JSON only: \
      {"better": "previous" or "revised", "reason": "..."}.\
      """,
      """
      两个版本中哪一个更好地回答了问题？只用 JSON 回答：\
      {"better": "previous" 或 "revised", "reason": "..."}。\
      """),
  VOTE(
      """
      End with a line of its own: "Answer: " and your answer in its shortest form.\
      """,
      """
      最后另起一行，写“答案：”和最简短形式的答案。\
      """),
  CONFIDENCE(
      """
      After that, one more line: "Confidence: " and the probability, from 0 to 1, that your answer \
      is right.\
      """,
      """
      然后再另起一行，写“置信度：”和你的答案正确的概率（0 到 1）。\
      """),
  JUDGE(
      """
      Several models have answered the question. Choose the best answer by what is right, not by \
      length, style or majority. Answer with JSON only: {"choice": number, "reason": "..."}.\
      """,
      """
      多个模型回答了该问题。请根据正确性而不是长度、文风或多数来选出最好的答案。只用 JSON 回答：\
      {"choice": 编号, "reason": "..."}。\
      """),
  SYNTHESIS(
      """
      Several models have answered the question. Write one answer of them: weigh them critically, \
      keep what is right, and say plainly where they disagree. Do not speak of the models.\
      """,
      """
      多个模型回答了该问题。请批判性地权衡这些答案，写出一个综合答案：保留正确内容，明确说明分歧所在。\
      不要提及这些模型。\
      """),
  DEBATE(
      """
      Others have answered the question, too. Consider their answers critically: change yours where \
      they are right, and keep it where they are not. Give your whole answer.\
      """,
      """
      其他参与者也回答了该问题。请批判性地考虑他们的答案：他们正确时修改你的答案，否则坚持。给出完整答案。\
      """),
  LAYER(
      """
      Others have answered the question; their answers may be wrong or one-sided. Use what is right \
      in them for a better answer of your own.\
      """,
      """
      其他模型已经回答了该问题，其答案可能有误或片面。请取其正确之处，给出你自己更好的答案。\
      """),
  QUESTION("Question:", "问题："),
  VERSION("Version so far:", "目前的版本："),
  REVIEW("Review:", "审阅意见："),
  REVISED("Revised version:", "修改后的版本："),
  ANSWERS("Answers:", "各答案："),
  OWN("Your answer so far:", "你目前的答案："),
  NO_CONSENSUS("There is no consensus. The views:", "没有达成共识。各方观点：");

  /** Share of Chinese characters from which on a text is Chinese, as 1 in so many. */
  private static final int ONE_IN = 8;

  private final String english;
  private final String chinese;

  Instructions(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Words in the language of a question. */
  String in(String question) {
    long han =
        question
            .codePoints()
            .filter(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN)
            .count();
    return han > 0 && han * ONE_IN >= question.strip().length() ? chinese : english;
  }

  /** A part of a prompt under its heading. */
  String over(String question, String text) {
    return in(question) + "\n" + text.strip();
  }
}
