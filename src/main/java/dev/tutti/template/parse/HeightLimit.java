package dev.tutti.template.parse;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.tree.Expr;
import java.util.ArrayList;
import java.util.List;

/** Limit on the height of expressions, so that computing them never exhausts the stack. */
final class HeightLimit {
  private static final int HIGHEST = 200;

  private HeightLimit() {}

  /** Refuses an expression in which more than 200 are within each other. */
  static void check(Expr expr) {
    List<Expr> level = List.of(expr);
    for (int height = 0; !level.isEmpty(); height++) {
      if (height > HIGHEST) {
        throw TemplateException.syntax(
            expr.position(), "an expression of more than " + HIGHEST + " operators in a row");
      }
      var below = new ArrayList<Expr>();
      level.forEach(each -> below.addAll(each.parts()));
      level = below;
    }
  }
}
