// The functions that OPA's ABI lets a module call.
@external('env', 'opa_abort') export declare function opa_abort(message: u32): void;
@external('env', 'opa_println') export declare function opa_println(message: u32): void;
@external('env', 'opa_builtin0') export declare function opa_builtin0(id: u32, context: u32): u32;
@external('env', 'opa_builtin1') export declare function opa_builtin1(id: u32, context: u32, a: u32): u32;
@external('env', 'opa_builtin2') export declare function opa_builtin2(id: u32, context: u32, a: u32, b: u32): u32;
@external('env', 'opa_builtin3') export declare function opa_builtin3(id: u32, context: u32, a: u32, b: u32, c: u32): u32;
@external('env', 'opa_builtin4') export declare function opa_builtin4(id: u32, context: u32, a: u32, b: u32, c: u32, d: u32): u32;
