package org.rollbook.runtime.serve.question;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.rollbook.runtime.serve.http.HttpSettings;

/// Gives controllers the [Question] of a request.
@Singleton
final class QuestionBinder implements TypedRequestArgumentBinder<Question> {

  private final HttpSettings settings;

  QuestionBinder(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public Argument<Question> argumentType() {
    return Argument.of(Question.class);
  }

  @Override
  public BindingResult<Question> bind(
      ArgumentConversionContext<Question> context, HttpRequest<?> source) {
    var question = Question.of(source, subject(source), settings.maxStaleness());
    return () -> Optional.of(question);
  }

  private static Question.Subject subject(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
            .filter(route -> route.getAnnotationMetadata().hasStereotype(TakesIfApplied.class))
            .isPresent()
        ? Question.Subject.LEARNER
        : Question.Subject.ANY;
  }
}
