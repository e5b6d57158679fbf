/**
 * Decorators and annotations that hand what they mark to a framework, which calls it: by name, or by the end
 * of a dotted name after a dot. `app.route` ends with `route`, `reroute` does not.
 */
export const REGISTERING_DECORATORS: readonly string[] = [
  // Routes and middleware: Flask, FastAPI, Starlette, aiohttp, NestJS, Spring.
  ...['route', '.get', '.post', '.put', '.patch', '.delete', 'websocket', 'middleware', 'exception_handler'],
  ...['errorhandler', 'app_errorhandler', 'before_request', 'after_request', 'teardown_request'],
  ...['before_app_request', 'after_app_request', 'teardown_app_request', 'teardown_appcontext'],
  ...['context_processor', 'app_context_processor', 'shell_context_processor', 'url_value_preprocessor'],
  ...['url_defaults', 'template_filter', 'template_global', 'template_test', 'on_event', 'api_view'],
  ...['Controller', 'RestController', 'ControllerAdvice', 'RequestMapping', 'GetMapping', 'PostMapping'],
  ...[
    'PutMapping',
    'PatchMapping',
    'DeleteMapping',
    'ExceptionHandler',
    'Get',
    'Post',
    'Put',
    'Patch',
    'Delete',
  ],
  // Commands, tasks, events and hooks.
  ...['command', 'group', 'task', 'shared_task', 'periodic_task', 'receiver', 'hookimpl', 'listens_for'],
  ...['Scheduled', 'EventListener', 'KafkaListener', 'RabbitListener', 'OnEvent', 'Cron', 'Interval'],
  ...['MessagePattern', 'EventPattern', 'SubscribeMessage', 'HostListener', 'PostConstruct', 'PreDestroy'],
  // What validates, serialises and is registered by type.
  ...['validator', 'root_validator', 'field_validator', 'model_validator', 'validates', 'validates_schema'],
  ...['field_serializer', 'model_serializer', 'computed_field', 'register', '.setter', '.getter', '.deleter'],
  ...['register.filter', 'simple_tag', 'inclusion_tag', 'admin.register', 'register_rule', 'hybrid_property'],
  // Dependency injection and components.
  ...['Injectable', 'Component', 'Directive', 'Pipe', 'NgModule', 'Module', 'Resolver', 'Query', 'Mutation'],
  ...['Subscription', 'ResolveField', 'WebSocketGateway', 'Processor', 'customElement', 'Entity', 'Bean'],
  ...['Service', 'Repository', 'Configuration', 'Provides', 'BeforeInsert', 'AfterLoad', 'BeforeUpdate'],
  // Tests.
  ...['fixture', 'Test', 'ParameterizedTest', 'RepeatedTest', 'TestFactory', 'BeforeEach', 'AfterEach'],
  ...['BeforeAll', 'AfterAll', 'BeforeClass', 'AfterClass', 'Before', 'After'],
];

/**
 * Decorators that inform a reader or a checker, or change how a call goes, but call nothing by themselves.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['staticmethod', 'classmethod', 'abstractmethod', 'override', 'overload', 'final', 'lru_cache', 'cache'],
  ...['wraps', 'contextmanager', 'asynccontextmanager', 'deprecated', 'no_type_check', 'runtime_checkable'],
  ...['total_ordering', 'dataclass', 'unique', 'Override', 'Deprecated', 'SuppressWarnings', 'SafeVarargs'],
  ...[
    'FunctionalInterface',
    'Nullable',
    'NonNull',
    'NotNull',
    'JvmStatic',
    'JvmOverloads',
    'inline',
    'must_use',
  ],
]);

/** The names in an attribute `decorators`. */
export function decoratorNames(decorators: string): string[] {
  return decorators.split(',').filter((name) => name !== '');
}

/** Whether a decorator is one of a table's: it is the name, or ends with it after a dot. */
export function isDecoratorAmong(decorator: string, names: readonly string[]): boolean {
  return names.some(
    (name) => decorator === name || decorator.endsWith(name.startsWith('.') ? name : `.${name}`),
  );
}

/** Whether none of the decorators calls what it marks. */
export function areHarmless(decorators: string): boolean {
  return decoratorNames(decorators).every((name) => HARMLESS.has(name.slice(name.lastIndexOf('.') + 1)));
}
