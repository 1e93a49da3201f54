package dev.tutti.application.api;

import dev.tutti.document.OpenDocument;
import java.util.List;
import java.util.Optional;

/**
 * One run of an application, as the application sees it: the input, the parameters, and a way to
 * ask a model. Blocking; thread-safe.
 */
public interface ApplicationRun {

  /** Parameters of the caller. */
  ApplicationParameters parameters();

  /** All texts of the caller as they came; empty where there are none. */
  String content();

  /**
   * The caller's texts and files as documents, in their order; parsed when they are first asked
   * for, and closed when the run ends. A text is named {@code content}; its places are not those of
   * {@link #content}, as paragraphs are stripped.
   *
   * @throws dev.tutti.chat.Fault where one is not there or cannot be read
   */
  List<OpenDocument> documents();

  /** The documents that are files, without the texts. */
  List<OpenDocument> files();

  /** Whether there is a model to ask. */
  boolean asksModel();

  /** Name of the model that is asked. */
  Optional<String> model();

  /** Whether the model was only chosen by Tutti, so that a failure of it is not the caller's. */
  boolean isModelChosen();

  /**
   * Asks the model, and waits. What was answered is kept, so that a task that is cut off does not
   * ask again.
   *
   * @throws dev.tutti.chat.Fault when there is no answer, or no model
   */
  ModelAnswer ask(ModelQuestion question);

  /**
   * Asks the model several questions, some at once; one that fails leaves the others. Progress is
   * told.
   *
   * @param atOnce questions at the same time
   * @return an outcome for each, in their order
   * @throws dev.tutti.chat.Fault when the run may not go on
   */
  List<QuestionOutcome> askAll(List<ModelQuestion> questions, int atOnce);

  /**
   * Goes on only while somebody waits for the result; to be asked now and then by long
   * computations.
   *
   * @throws dev.tutti.chat.Fault when nobody does
   */
  void requireGoingOn();

  /**
   * Tells how far it has come.
   *
   * @param total 0 while it is not known
   */
  void progress(long done, long total, String text);
}
