package dev.tutti.template;

import dev.tutti.template.api.Budget;
import dev.tutti.template.api.Loader;
import dev.tutti.template.api.Message;
import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.parse.Library;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.python.ValueConverter;
import dev.tutti.template.tree.Out;
import dev.tutti.template.tree.RenderContext;
import dev.tutti.template.tree.Run;
import dev.tutti.template.tree.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A compiled template, with its partials. Immutable, and safe for any thread. */
public final class Template {
  private final Unit unit;
  private final TemplatePosition start;
  private final Options options;
  private final Set<String> references;
  private final List<Variable> undeclared;

  private Template(Unit unit, Source source, Options options, Set<String> references) {
    this.unit = unit;
    this.start = new TemplatePosition(source.name(), 1, 1);
    this.options = options;
    this.references = references;
    this.undeclared = FreeNames.of(unit);
  }

  /**
   * Compiles a template and every partial that it names.
   *
   * @throws TemplateException of kind {@code SYNTAX} when one of them is wrong, uses what is not
   *     supported, or is not there
   */
  public static Template compile(Source source, Loader loader, Options options) {
    var library = new Library(loader, options);
    var unit = library.parse(source);
    return new Template(unit, source, options, library.names());
  }

  /**
   * Renders to one text; lines that start another message are left out.
   *
   * @param values texts, numbers, booleans, null, lists and maps of them; never changed
   * @throws TemplateException when a name is not there, a value does not fit, or the budget is
   *     spent
   */
  public String render(Map<String, ?> values, Budget budget) {
    return render(values, Set.of(), budget);
  }

  /**
   * The same, with names that may be left out of the values. One that is left out behaves as
   * Jinja2's default {@code Undefined}: it is not defined, false, without elements, and renders as
   * nothing; looking into it, calling it and computing with it are still errors.
   *
   * @param values texts, numbers, booleans, null, lists and maps of them; never changed
   * @param optional the names that may be left out; every other name must have a value
   * @throws TemplateException when a name is not there, a value does not fit, or the budget is
   *     spent
   */
  public String render(Map<String, ?> values, Set<String> optional, Budget budget) {
    var run = new Run(budget, options);
    var out = Out.whole(run.meter());
    render(values, optional, run, out);
    return out.text();
  }

  /**
   * Renders to messages: what stands before the first marker is the system's. Messages without text
   * are left out. Only markers in the author's text count, never those in values.
   *
   * @param values texts, numbers, booleans, null, lists and maps of them; never changed
   * @throws TemplateException when a name is not there, a value does not fit, or the budget is
   *     spent
   */
  public List<Message> renderMessages(Map<String, ?> values, Budget budget) {
    return renderMessages(values, Set.of(), budget);
  }

  /**
   * The same, with names that may be left out of the values, as {@link #render(Map, Set, Budget)}
   * says.
   *
   * @param values texts, numbers, booleans, null, lists and maps of them; never changed
   * @param optional the names that may be left out; every other name must have a value
   * @throws TemplateException when a name is not there, a value does not fit, or the budget is
   *     spent
   */
  public List<Message> renderMessages(Map<String, ?> values, Set<String> optional, Budget budget) {
    var run = new Run(budget, options);
    var out = Out.messages(run.meter());
    render(values, optional, run, out);
    return out.messages();
  }

  private void render(Map<String, ?> values, Set<String> optional, Run run, Out out) {
    try {
      var admitted = new ValueConverter(run.meter()).admit(values);
      optional.forEach(
          name ->
              admitted.putIfAbsent(name, Undefined.absent(() -> "'" + name + "' was not given")));
      unit.body().run(new RenderContext(run, run.globals().with(admitted).inner(), out));
    } catch (PythonError error) {
      throw TemplateException.at(start, error);
    } catch (StackOverflowError _) {
      // Nothing outlives a rendering but its result, so nothing is left half-done.
      throw TemplateException.at(start, PythonError.budget("the template calls itself too deeply"));
    }
  }

  /**
   * The values that the template and the partials it includes use, in their order, those of macros
   * last: what must be in a schema of its input. What depends on the values is left out: the parts
   * of a name that is set in some branches only, or of elements of recursive loops.
   */
  public List<Variable> undeclared() {
    return undeclared;
  }

  /** The names of the partials that it uses, directly and through others. */
  public Set<String> references() {
    return references;
  }
}
