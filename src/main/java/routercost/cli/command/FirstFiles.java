package routercost.cli.command;

import routercost.cli.console.Version;

/// The texts of the files that `init` writes.
final class FirstFiles {
  private static final String CONFIGURATION =
      """
      # Options of router-cost in this folder and below; options that are typed replace them.
      # router-cost config shows the values in force.
      version: 1

      # The logs that commands read when none is named.
      LOGS

      # Whatever else you would type each time, in snake case:
      # timezone: Europe/Berlin
      # group_by: [task, model]
      # prices: [prices.yaml]

      commands:
        check:
          budgets: budgets.yaml
        audit:
          routing: ROUTING
      """;

  private static final String BUDGETS =
      """
      # Limits for router-cost check: exit code 3 if one is exceeded.
      version: 1
      currency: USD
      period: month
      defaults:
        on_breach: fail
        warn_at: 90%

      budgets:
        # REASON
        - id: total-month
          metric: cost
          limit: LIMIT
          unpriced: ignore # everything-priced, below, takes care of calls without a price

        - id: everything-priced
          metric: unpriced_share
          limit: 1%

        # A limit for one task, or for all that runs on a model:
        # - id: review-month
        #   metric: cost
        #   scope: {task: review_code}
        #   limit: 4.00
      """;

  static final String NO_ROUTING =
      """
      # Which task runs on which tier. router-cost route suggest LOG proposes one from calls.
      version: 1
      default: sonnet # where a task runs that is new
      tasks: {}
      """;

  private static final String GITHUB =
      """
      # Fails a pull request that makes calls more expensive than budgets.yaml allows.
      name: llm-cost
      on: pull_request
      permissions: {contents: read}
      jobs:
        gate:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            # Put the step here that writes the log of calls, such as an evaluation.
            - uses: OWNER/router-cost@vVERSION # replace OWNER by where you have it from
              with:
                logs: evals/calls.jsonl
                budgets: budgets.yaml
      """;

  private static final String GITLAB =
      """
      # Fails a merge request that makes calls more expensive than budgets.yaml allows.
      # Add it to .gitlab-ci.yml: include: {local: .gitlab/llm-cost.yml}
      # Tested with router-cost VERSION.
      llm-cost:
        script:
          - router-cost check evals/calls.jsonl --budgets budgets.yaml --report junit:junit.xml
        artifacts:
          when: always
          reports: {junit: junit.xml}
      """;

  private FirstFiles() {}

  /// The configuration.
  ///
  /// @param logs the setting that names the logs
  /// @param routing the file that routes tasks
  static String configuration(String logs, String routing) {
    return CONFIGURATION.replace("LOGS", logs).replace("ROUTING", routing);
  }

  /// Budgets with a limit for the month, and the reason for it.
  static String budgets(String reason, String limit) {
    return BUDGETS.replace("REASON", reason).replace("LIMIT", limit);
  }

  /// A job of GitHub Actions.
  static String github() {
    return GITHUB.replace("VERSION", Version.tool());
  }

  /// A job of GitLab.
  static String gitlab() {
    return GITLAB.replace("VERSION", Version.tool());
  }
}
