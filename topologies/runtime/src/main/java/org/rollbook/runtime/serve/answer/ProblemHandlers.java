package org.rollbook.runtime.serve.answer;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;
import org.rollbook.runtime.serve.question.BodyMemory;

/// The responses to requests with an invalid part, or with too much to read.
final class ProblemHandlers {

  private ProblemHandlers() {}

  @Singleton
  static final class OfInvalidParameter
      implements ExceptionHandler<InvalidParameterException, HttpResponse<?>> {

    private final Problems problems;

    OfInvalidParameter(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public HttpResponse<?> handle(HttpRequest request, InvalidParameterException wrong) {
      return problems.invalidParameter(request, wrong.parameter(), wrong.detail());
    }
  }

  @Singleton
  static final class OfOverload
      implements ExceptionHandler<BodyMemory.OverloadedException, HttpResponse<?>> {

    private final Problems problems;

    OfOverload(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public HttpResponse<?> handle(HttpRequest request, BodyMemory.OverloadedException full) {
      return problems.unavailable(
          request, ProblemType.OVERLOADED, String.valueOf(full.getMessage()), ReadGate.RETRY_AFTER);
    }
  }

  /// Names the parameter as the caller spells it, where Micronaut names the Java argument.
  @Singleton
  @Replaces(ConversionErrorHandler.class)
  static final class OfConversion
      implements ExceptionHandler<ConversionErrorException, HttpResponse<?>> {

    private final Problems problems;

    OfConversion(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the interface has it.
    public HttpResponse<?> handle(HttpRequest request, ConversionErrorException wrong) {
      Argument<?> argument = wrong.getArgument();
      return problems.invalidParameter(
          request,
          argument.getAnnotationMetadata().stringValue(Bindable.class).orElseGet(argument::getName),
          String.valueOf(wrong.getConversionError().getCause().getMessage()));
    }
  }
}
