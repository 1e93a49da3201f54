package dev.tutti.document.format;

import java.text.Normalizer;

/**
 * Folding of Kangxi and CJK radicals, which fonts name in place of characters, to the characters
 * that they are.
 */
final class RadicalFolding {
  private static final String FROM = "⻓⻔⻛⼾⻘⻩⻋⻅⻉⻙⻚⻜⻝⻢⻥⻦⻨⻬⻮⻰⻳⺠⻆⻄⺟";
  private static final String TO = "长门风户青黄车见贝韦页飞食马鱼鸟麦齐齿龙龟民角西母";

  private RadicalFolding() {}

  static String folded(String text) {
    StringBuilder folded = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= '\u2e80' && c <= '\u2fdf') || (c >= '\ufb00' && c <= '\ufb06')) {
        int known = FROM.indexOf(c);
        String to =
            known >= 0
                ? TO.substring(known, known + 1)
                : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
        if (folded == null) {
          folded = new StringBuilder(text.substring(0, i));
        }
        folded.append(to);
      } else if (folded != null) {
        folded.append(c);
      }
    }
    return folded == null ? text : folded.toString();
  }
}
