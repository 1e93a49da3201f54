package dev.tutti.bench;

/**
 * The chat that every request asks for: a system prompt, three turns, the usual parameters; about 1
 * KB.
 */
final class RequestBody {
  private static final String CHAT =
      """
      "messages":[{"role":"system","content":"You are the assistant of a small bakery. Answer \
      questions about bread, opening hours and orders. Be brief and friendly, name the kind of flour where it \
      matters, give weights in grams and times in hours, and say so when you do not know. Never promise a delivery \
      date; offer to pass the question on to the shop instead."},{"role":"user","content":"Good morning! I bought \
      your starter on Saturday and fed it twice since then, once with rye and once with plain wheat flour."},\
      {"role":"assistant","content":"Lovely, then it should be lively by now. Does it double its size within six \
      hours of a feed? If it does, you can bake with it."},{"role":"user","content":"It nearly does. Why does the \
      dough need the whole night, though, and can I leave it on the kitchen table or should it go into the fridge \
      until the morning? The kitchen is about 19 degrees at night."}],"temperature":0.7,"top_p":0.95,\
      "max_tokens":256,"user":"guest-0042"}""";

  private RequestBody() {}

  static String of(String model, boolean stream) {
    return "{\"model\":\"" + model + "\",\"stream\":" + stream + "," + CHAT;
  }
}
